// Holds the first load under its limit: the scripts that the first HTML names, each gzipped by itself. Every page's own scripts come after it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from './build.mjs'
import { root } from './install.mjs'

const LIMIT_KB = 130

build()
const dist = join(root, 'apps/web/dist')
const html = readFileSync(join(dist, 'index.html'), 'utf8')
const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path)
const sizes = scripts.map((path) => gzipSync(readFileSync(join(dist, path))).length / 1000)
const total = sizes.reduce((sum, size) => sum + size, 0)
for (const [index, path] of scripts.entries()) console.log(`${sizes[index]?.toFixed(1).padStart(8)} kB  ${path}`)
console.log(`first load: ${total.toFixed(1)} kB gzip, limit ${LIMIT_KB} kB`)
process.exit(total > 0 && total <= LIMIT_KB ? 0 : 1)
