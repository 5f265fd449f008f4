import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Another process of the bench that answers one request at a time, so that its work is not done on the driver's clock. */
export class Helper<Request extends object, Answer> {
  readonly #process: ChildProcess

  constructor(file: string) {
    // Inherits the loader that runs this file.
    this.#process = fork(join(import.meta.dirname, file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  }

  async ask(request: Request): Promise<Answer> {
    const ended = once(this.#process, 'exit').then(([code]): never => {
      throw new Error(`a helper of the bench ended with code ${code}`)
    })
    const answer = once(this.#process, 'message')
    this.#process.send(request)
    const [message] = await Promise.race([answer, ended])
    if (typeof message === 'object' && message !== null && 'fault' in message) throw new Error(String(message.fault))
    return message
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await gone
  }
}

/** The other end: gives each request to `work` and sends back what it makes of it. Ends with the driver. */
export function answerRequests<Request, Answer>(work: (request: Request) => Promise<Answer>): void {
  // Only the driver of the same source speaks over this channel.
  process.on('message', (request: Request) => {
    work(request).then(
      (answer) => process.send?.(answer),
      (fault: unknown) => process.send?.({ fault: fault instanceof Error ? fault.message : String(fault) }),
    )
  })
  process.on('disconnect', () => process.exit())
}
