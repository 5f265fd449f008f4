// Everything the server needs, so that it starts in a blink and without node_modules: one file, and a second one that only logins by a program need.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { buildId } from '../../scripts/buildId.mjs'

const here = dirname(fileURLToPath(import.meta.url))

const bundle = await rolldown({
  input: join(here, 'src/main.ts'),
  platform: 'node',
  // Never `import` here: require() would get ES modules, and Express then fails while it answers.
  resolve: { conditionNames: ['@binnacle/source', 'node', 'default'] },
  transform: { target: 'node20.19', define: { __BUILD__: JSON.stringify(process.env.BINNACLE_BUILD ?? buildId()) } },
  // Optional native parts of ws, which works without them.
  external: ['bufferutil', 'utf-8-validate'],
})
await bundle.write({ dir: join(here, 'dist'), entryFileNames: 'main.mjs', chunkFileNames: 'part-[name].mjs', format: 'esm', minify: true })
await bundle.close()
