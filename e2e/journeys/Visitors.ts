/** What came of one visit: the text that was answered, or why none was. */
type Visit = { readonly text: string } | { readonly failure: string }

/** Somebody who asks an app for its page again and again, each time on a new connection, as people do. Comes once the door is open: a node needs a moment to open the port of a new Service. */
export class Visitors {
  readonly #url: string
  readonly visits: Visit[] = []
  #going = true
  readonly #done: Promise<void>

  private constructor(url: string) {
    this.#url = url
    this.#done = this.#visit()
  }

  static async arrive(url: string): Promise<Visitors> {
    for (;;) {
      const visit = await ask(url)
      if ('text' in visit) return new Visitors(url)
      await new Promise((next) => setTimeout(next, 100))
    }
  }

  /** How many got no page, and the first reasons. */
  get failures(): string[] {
    return this.visits.flatMap((visit) => ('failure' in visit ? [visit.failure] : []))
  }

  /** The different pages that were seen, in the order of their first sight. */
  get pages(): string[] {
    return [...new Set(this.visits.flatMap((visit) => ('text' in visit ? [visit.text] : [])))]
  }

  async leave(): Promise<void> {
    this.#going = false
    await this.#done
  }

  async #visit(): Promise<void> {
    while (this.#going) {
      this.visits.push(await ask(this.#url))
      await new Promise((next) => setTimeout(next, 50))
    }
  }
}

async function ask(url: string): Promise<Visit> {
  try {
    const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5_000) })
    const text = (await response.text()).trim()
    return response.ok ? { text } : { failure: `${response.status} ${text}` }
  } catch (fault) {
    return { failure: fault instanceof Error ? [fault, fault.cause].map((each) => (each instanceof Error ? each.message : '')).join(' ') : String(fault) }
  }
}
