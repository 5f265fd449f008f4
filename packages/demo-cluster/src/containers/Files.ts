import type { MountedVolume } from './Container.ts'

/** What a path is. */
export type Entry = { readonly type: 'file'; readonly size: number; readonly mode: string } | { readonly type: 'directory'; readonly mode: string }

/** What files answer where they cannot, in Linux's words. */
export type FileError =
  | 'No such file or directory'
  | 'Is a directory'
  | 'Not a directory'
  | 'Read-only file system'
  | 'File exists'
  | 'Directory not empty'
  | 'Permission denied'

type Node = { readonly text: string | null; readonly mode: string; readonly changedAt: number }

/** What an image brings, by path: shared by all its containers, and never changed. */
export type Layer = ReadonlyMap<string, Node>
const DIRECTORY = 'drwxr-xr-x'

type Place = { readonly files: Map<string, string>; readonly key: string; readonly readOnly: boolean }

/**
 * The files of one container: its own, and the volumes laid over them. Only text is kept. Directories of a volume that hold nothing are kept there under their name
 * and a slash.
 */
export class Files {
  readonly #layer: Layer
  /** Null where something of the layer was removed. */
  readonly #own = new Map<string, Node | null>()
  readonly #volumes: readonly MountedVolume[]
  readonly #now: () => number

  constructor(now: () => number, volumes: readonly MountedVolume[], layer: Layer) {
    this.#now = now
    this.#layer = layer
    this.#volumes = volumes
    for (const { mountPath } of volumes) this.addDirectory(mountPath)
  }

  /** Puts in what the image brings, without asking. */
  add(path: string, text: string, mode = '-rw-r--r--'): void {
    this.addDirectory(parentOf(path))
    this.#own.set(path, { text, mode, changedAt: this.#now() })
  }

  addDirectory(path: string, mode = 'drwxr-xr-x'): void {
    if (this.#node(path)?.text === null) return
    if (path !== '/') this.addDirectory(parentOf(path))
    this.#own.set(path, { text: null, mode, changedAt: this.#now() })
  }

  /** The file's text. */
  read(path: string): string | undefined {
    const place = this.#place(path)
    return place === null ? (this.#node(path)?.text ?? undefined) : place.files.get(place.key)
  }

  entry(path: string): Entry | undefined {
    const place = this.#place(path)
    if (place !== null) return volumeEntry(place)
    const node = this.#node(path)
    if (node === undefined) return undefined
    return node.text === null ? { type: 'directory', mode: node.mode } : { type: 'file', size: Buffer.byteLength(node.text), mode: node.mode }
  }

  changedAt(path: string): number {
    return this.#node(path)?.changedAt ?? this.#now()
  }

  /** Names in a directory, in the order of their bytes. */
  list(path: string): readonly string[] {
    const start = path === '/' ? '/' : `${path}/`
    const names = new Set<string>()
    const see = (full: string) => {
      if (!full.startsWith(start)) return
      const name = full.slice(start.length).split('/')[0]
      if (name !== undefined && name !== '') names.add(name)
    }
    for (const full of this.#layer.keys()) if (this.#own.get(full) !== null) see(full)
    for (const [full, node] of this.#own) if (node !== null) see(full)
    for (const volume of this.#volumes) for (const key of volume.files.keys()) see(`${volume.mountPath}/${key}`)
    return [...names].sort((a, b) => (a < b ? -1 : 1))
  }

  /** Null where it was done. */
  write(path: string, text: string): FileError | null {
    const entry = this.entry(path)
    if (entry?.type === 'directory') return 'Is a directory'
    return this.#put(path, text)
  }

  makeDirectory(path: string): FileError | null {
    if (this.entry(path) !== undefined) return 'File exists'
    return this.#put(path, null)
  }

  remove(path: string): FileError | null {
    const entry = this.entry(path)
    if (entry === undefined) return 'No such file or directory'
    if (entry.type === 'directory' && this.list(path).length > 0) return 'Directory not empty'
    const place = this.#place(path)
    if (place?.readOnly === true) return 'Read-only file system'
    if (place === null) this.#own.set(path, null)
    else {
      place.files.delete(place.key)
      place.files.delete(`${place.key}/`)
    }
    return null
  }

  #node(path: string): Node | undefined {
    const own = this.#own.get(path)
    return own === undefined ? this.#layer.get(path) : (own ?? undefined)
  }

  #put(path: string, text: string | null): FileError | null {
    const parent = this.entry(parentOf(path))
    if (parent === undefined) return 'No such file or directory'
    if (parent.type === 'file') return 'Not a directory'
    const place = this.#place(path)
    if (place?.readOnly === true) return 'Read-only file system'
    if (place !== null) place.files.set(text === null ? `${place.key}/` : place.key, text ?? '')
    else this.#own.set(path, { text, mode: this.#node(path)?.mode ?? (text === null ? 'drwxr-xr-x' : '-rw-r--r--'), changedAt: this.#now() })
    return null
  }

  /** The volume that a path lies in, below its mount. */
  #place(path: string): Place | null {
    let found: MountedVolume | null = null
    for (const volume of this.#volumes) {
      if (path === volume.mountPath && volume.files.has('')) return { files: volume.files, key: '', readOnly: volume.readOnly }
      if (path.startsWith(`${volume.mountPath}/`) && (found === null || volume.mountPath.length > found.mountPath.length)) found = volume
    }
    return found === null ? null : { files: found.files, key: path.slice(found.mountPath.length + 1), readOnly: found.readOnly }
  }
}

function volumeEntry({ files, key }: Place): Entry | undefined {
  const text = files.get(key)
  if (text !== undefined) return { type: 'file', size: Buffer.byteLength(text), mode: '-rw-r--r--' }
  for (const each of files.keys()) if (each.startsWith(`${key}/`)) return { type: 'directory', mode: 'drwxr-xr-x' }
  return undefined
}

/** The layer of an image, as old as images say they are. */
export function makeLayer(files: Iterable<readonly [path: string, text: string | null, mode: string]>): Layer {
  const layer = new Map<string, Node>([['/', { text: null, mode: DIRECTORY, changedAt: 0 }]])
  for (const [path, text, mode] of files) {
    for (let parent = parentOf(path); !layer.has(parent); parent = parentOf(parent)) layer.set(parent, { text: null, mode: DIRECTORY, changedAt: 0 })
    layer.set(path, { text, mode, changedAt: 0 })
  }
  return layer
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

/** An absolute path without `.`, `..` and doubled slashes. */
export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
