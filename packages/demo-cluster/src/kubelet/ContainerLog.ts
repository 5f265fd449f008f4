export type LogLine = { readonly at: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }

/** How much of a container's output is kept; the oldest lines go first. A real kubelet rotates at 10 MB and shows the newest file. */
const MAX_CHARACTERS = 256 * 1024

/**
 * What a container has written, by lines, as containerd keeps it: a line is there when it is complete, or when the stream ends. Readers that follow hear each line once,
 * in order, and are told when no more will come.
 */
export class ContainerLog {
  readonly #lines: LogLine[] = []
  readonly #open: { stdout: string; stderr: string } = { stdout: '', stderr: '' }
  readonly #followers = new Set<{ readonly line: (line: LogLine) => void; readonly end: () => void }>()
  #size = 0
  #ended = false

  get lines(): readonly LogLine[] {
    return this.#lines
  }

  get ended(): boolean {
    return this.#ended
  }

  append(stream: 'stdout' | 'stderr', text: string, at: number): void {
    const parts = `${this.#open[stream]}${text}`.split('\n')
    this.#open[stream] = parts.pop() ?? ''
    for (const part of parts) this.#push({ at, stream, text: part })
  }

  /** The process is gone: what it left unfinished becomes a line. */
  end(at: number): void {
    if (this.#ended) return
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#open[stream] !== '') this.#push({ at, stream, text: this.#open[stream] })
      this.#open[stream] = ''
    }
    this.#ended = true
    for (const { end } of this.#followers) end()
    this.#followers.clear()
  }

  follow(follower: { readonly line: (line: LogLine) => void; readonly end: () => void }): () => void {
    this.#followers.add(follower)
    return () => {
      this.#followers.delete(follower)
    }
  }

  #push(line: LogLine): void {
    this.#lines.push(line)
    this.#size += line.text.length + 1
    let drop = 0
    while (this.#size > MAX_CHARACTERS && drop < this.#lines.length - 1) this.#size -= (this.#lines[drop++]?.text.length ?? 0) + 1
    if (drop > 0) this.#lines.splice(0, drop)
    for (const follower of this.#followers) follower.line(line)
  }
}
