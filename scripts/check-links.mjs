// Every relative link, and every path in backquotes that names a file of ours, must exist.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './install.mjs'

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)
const linkTo = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g
const pathInCode = /`((?:apps|packages|e2e|docs|scripts|\.ci)\/[\w./-]+)`/g

const broken = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const links = [...text.matchAll(linkTo)].map(([, target]) => ({ target, path: join(dirname(page), target) }))
  const paths = [...text.matchAll(pathInCode)].map(([, target]) => ({ target, path: target }))
  return [...links, ...paths].filter(({ path }) => !existsSync(join(root, path))).map(({ target }) => `${page}: ${target} does not exist`)
})
for (const line of broken) console.error(line)
process.exit(broken.length === 0 ? 0 : 1)
