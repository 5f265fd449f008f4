import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'
import { buildId } from '../../scripts/buildId.mjs'

const COMPRESSED = /\.(js|css|html|svg|json)$/

/** Writes a .gz and a .br beside each text asset, so that the BFF compresses nothing while it serves. */
function compressedAssets(): Plugin {
  let outDir = ''
  return {
    name: 'binnacle:compressed-assets',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue
        const file = join(entry.parentPath, entry.name)
        const bytes = readFileSync(file)
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } }))
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), tailwind(), compressedAssets()],
  resolve: { conditions: ['@binnacle/source', ...defaultClientConditions] },
  define: { __BUILD__: JSON.stringify(process.env['BINNACLE_BUILD'] ?? buildId()) },
  build: {
    target: 'es2023',
    // light-dark() stays as written: these are the first versions that know it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The polyfill would add an inline-capable script; every supported browser has modulepreload.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What only pages and questions that offer commands need of the contract.
            {
              name: 'lines',
              test: /packages\/shared\/src\/(kubectlCommand|\w+Lines|jobManifest|yamlText|changeCause)\.ts/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // What every page needs, in one file: many small ones compress badly.
            {
              name: 'base',
              test: /node_modules|packages\/shared|src\/(paths|clock|topics\/|commands\/(api|Api|Session|use))|src\/ui\/(Address|PageStates|Button|CopyButton|Kbd|Link|LiveRegion|Notices|Popover|StatusGlyph|Ticker|Time|Toast|use(Keys|Chord|OnMount))/,
            },
            {
              name: 'table',
              test: /src\/(ui\/(Grid|Row|Order|Held|Tint|grid|useGrid|useRow|useWindow|useDigest|useMedia|Column|Selection|FilterField|HoldNote|PageTitle|Age|Status\.|Ticking|MiddleTruncated)|page\/(ListPage|ListToolbar|RowLink|Summary|TopicStates|useListView|wordFilter|workloadColumns|inNamespaces))/,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 7771,
    strictPort: true,
    proxy: { '/api': { target: process.env['BINNACLE_URL'] ?? 'http://127.0.0.1:7770', ws: true } },
  },
})
