/** A demo cluster that listens at `url`. `kubeconfig`: the path of the file that leads there under the name it was started with; null where none can be written. */
export type Demo = { readonly url: string; readonly kubeconfig: string | null; close(): Promise<void> }

/** The demo cluster of this process: started by whoever first asks where it is, the same one for all. */
export class DemoContext {
  readonly #start: () => Promise<Demo>
  readonly #onStart: () => void
  #demo: Promise<Demo> | null = null
  #kubeconfig: string | null | undefined
  #closed = false

  /** `onStart` is told when `kubeconfig` is known. */
  constructor(start: () => Promise<Demo>, onStart: () => void) {
    this.#start = start
    this.#onStart = onStart
  }

  /** The file that leads kubectl to it; null where there is none, undefined as long as it has not started. */
  get kubeconfig(): string | null | undefined {
    return this.#kubeconfig
  }

  async url(): Promise<string> {
    if (this.#closed) throw new Error('the demo cluster has ended')
    this.#demo ??= this.#begin()
    return (await this.#demo).url
  }

  close(): void {
    this.#closed = true
    this.#demo?.then((demo) => demo.close()).catch(() => undefined)
  }

  async #begin(): Promise<Demo> {
    const demo = this.#start()
    this.#kubeconfig = await demo.then(
      ({ kubeconfig }) => kubeconfig,
      () => null,
    )
    if (!this.#closed) this.#onStart()
    return demo
  }
}
