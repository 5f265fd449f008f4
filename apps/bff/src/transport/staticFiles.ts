import { createReadStream, readdirSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

type File = { readonly path: string; readonly type: string; readonly immutable: boolean; readonly encodings: ReadonlyMap<string, string> }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Smaller first. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const

/**
 * The built page. Only files that were found when the build was read are served, so no path can lead anywhere else; a new build is noticed at the
 * next page load. A name that the build does not have is the page itself (its addresses are the browser's business), unless it is an asset.
 */
export class StaticFiles {
  readonly #folder: string
  #files: ReadonlyMap<string, File> = new Map()
  #read: number | null = null

  constructor(folder: string) {
    this.#folder = folder
  }

  answer(req: IncomingMessage, res: ServerResponse): void {
    if (req.method !== 'GET' && req.method !== 'HEAD') return plain(res, 405, 'This address is only read.')
    const path = pathOf(req.url ?? '')
    const asset = path === null ? undefined : this.#files.get(path)
    if (asset?.immutable) return send(req, res, asset)
    this.#refresh()
    const file = path === null ? undefined : this.#files.get(path)
    if (file) return send(req, res, file)
    if (path === null || path.startsWith('/assets/')) return plain(res, 404, 'There is no such file.')
    const page = this.#files.get('/index.html')
    if (page) return send(req, res, page)
    plain(res, 503, 'Binnacle runs, but its page was not built. Start it with `npm start`, which builds it first.')
  }

  /** Reads the build's list of files when its page is newer than at the last look. */
  #refresh(): void {
    const built = statSync(join(this.#folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? null
    if (built === this.#read) return
    this.#read = built
    this.#files = built === null ? new Map() : filesIn(this.#folder)
  }
}

function filesIn(folder: string): Map<string, File> {
  const names = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/')),
  )
  const files = new Map<string, File>()
  for (const name of names) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const smaller = encodings.filter(({ suffix }) => names.has(name + suffix)).map((encoding) => [encoding.name, join(folder, name + encoding.suffix)] as const)
    // The bundler writes a hash of their content into the names of everything under /assets.
    files.set(name, { path: join(folder, name), type, immutable: name.startsWith('/assets/'), encodings: new Map(smaller) })
  }
  return files
}

function pathOf(url: string): string | null {
  const [path = ''] = url.split('?', 1)
  try {
    const decoded = decodeURIComponent(path)
    return decoded === '/' ? '/index.html' : decoded
  } catch {
    return null
  }
}

function send(req: IncomingMessage, res: ServerResponse, file: File): void {
  const accepted = acceptedEncodings(req.headers['accept-encoding'])
  const encoding = encodings.find(({ name }) => accepted.has(name) && file.encodings.has(name))
  const path = (encoding && file.encodings.get(encoding.name)) ?? file.path
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return plain(res, 404, 'There is no such file any more: reload the page.')
  res.statusCode = 200
  res.setHeader('Content-Type', file.type)
  res.setHeader('Content-Length', stat.size)
  res.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  res.setHeader('Vary', 'Accept-Encoding')
  if (encoding) res.setHeader('Content-Encoding', encoding.name)
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  createReadStream(path)
    .on('error', () => res.destroy())
    .pipe(res)
}

function acceptedEncodings(header: string | string[] | undefined): ReadonlySet<string> {
  const parts = String(header ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
  return new Set(parts.filter((part) => !/;\s*q=0(\.0*)?$/.test(part)).map((part) => part.split(';')[0] ?? ''))
}

function plain(res: ServerResponse, code: number, sentence: string): void {
  res.statusCode = code
  res.setHeader('Content-Type', 'text/plain; charset=utf-8')
  res.setHeader('Cache-Control', 'no-store')
  res.end(`${sentence}\n`)
}
