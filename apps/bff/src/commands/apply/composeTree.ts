import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import { isInexact, surpriseOf } from './kubeSchema.ts'
import type { YamlEntry, YamlNode } from './YamlTree.ts'

/** What a document would be if its aliases were written out: a few of them can stand for billions. */
const MAX_ADDED_NODES = 100_000
const MAX_ALIASES = 100
const MAX_SURPRISES = 50

export type Composed = {
  readonly tree: YamlNode
  /** Values that are read otherwise than they look. */
  readonly surprises: readonly { readonly at: number; readonly message: string }[]
  /** Where a number stands that JavaScript cannot hold exactly; null when there is none. */
  readonly inexactAt: number | null
}
export type ComposeFault = { readonly at: number; readonly message: string }

type Sized = { readonly node: YamlNode; readonly size: number }
type SomeEvent<T extends Event['type']> = Extract<Event, { type: T }>

/** Places of the keys and values of one document, from the events of its parser. Ends early where aliases stand for too much, or for what holds them. */
export function composeTree(events: readonly Event[], source: string): Composed | ComposeFault {
  const composer = new Composer(events, source)
  const { node } = composer.compose()
  if (composer.fault) return composer.fault
  return { tree: node, surprises: composer.surprises, inexactAt: composer.inexactAt }
}

class Composer {
  readonly #events: readonly Event[]
  readonly #source: string
  readonly #anchors = new Map<string, Sized | 'open'>()
  #next = 0
  #aliases = 0
  #added = 0
  fault: ComposeFault | null = null
  readonly surprises: { at: number; message: string }[] = []
  inexactAt: number | null = null

  constructor(events: readonly Event[], source: string) {
    this.#events = events
    this.#source = source
  }

  compose(): Sized {
    const event = this.#events[this.#next++]
    if (event === undefined || this.fault) return { node: { is: 'value', at: 0, text: '' }, size: 1 }
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, () => this.#scalar(event))
      case EVENT_ID.MAPPING:
        return this.#anchored(event, () => this.#map(event))
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, () => this.#list(event))
      case EVENT_ID.ALIAS:
        return this.#alias(event)
      default:
        // The beginning of the document, or of nothing: what follows is its value.
        return this.compose()
    }
  }

  #anchored(event: SomeEvent<2 | 3 | 4>, make: () => Sized): Sized {
    if (event.anchorStart < 0) return make()
    const anchor = this.#source.slice(event.anchorStart, event.anchorEnd)
    this.#anchors.set(anchor, 'open')
    const made = make()
    this.#anchors.set(anchor, made)
    return made
  }

  #alias(event: SomeEvent<5>): Sized {
    const anchor = this.#source.slice(event.anchorStart, event.anchorEnd)
    const known = this.#anchors.get(anchor)
    const at = event.anchorStart - 1
    this.#aliases += 1
    if (known === 'open') this.fault = { at, message: `the value of anchor ${anchor} holds itself` }
    if (this.#aliases > MAX_ALIASES) this.fault = { at, message: `more than ${MAX_ALIASES} aliases` }
    // An alias of no anchor is the parser's own fault to tell.
    if (known === undefined || known === 'open') return { node: { is: 'value', at, text: '' }, size: 1 }
    this.#added += known.size
    if (this.#added > MAX_ADDED_NODES) this.fault = { at, message: `the aliases stand for more than ${MAX_ADDED_NODES} values` }
    return known
  }

  #scalar(event: SomeEvent<4>): Sized {
    const at = event.valueStart < 0 ? Math.max(event.tagStart, 0) : event.valueStart
    const text = event.valueStart < 0 ? '' : getScalarValue(this.#source, event)
    if (event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0) {
      const message = surpriseOf(text)
      if (message !== null && this.surprises.length < MAX_SURPRISES) this.surprises.push({ at, message })
      if (isInexact(text)) this.inexactAt ??= at
    }
    return { node: { is: 'value', at, text }, size: 1 }
  }

  #list(event: SomeEvent<2>): Sized {
    const items: YamlNode[] = []
    const size = this.#until((item) => void items.push(item))
    return { node: { is: 'list', at: event.start, items }, size }
  }

  #map(event: SomeEvent<3>): Sized {
    const entries = new Map<string, YamlEntry>()
    let key: YamlNode | null = null
    const size = this.#until((node) => {
      if (key === null) {
        key = node
        return
      }
      if (key.is === 'value') entries.set(key.text, { key: key.at, node })
      key = null
    })
    return { node: { is: 'map', at: event.start, entries }, size }
  }

  #until(take: (node: YamlNode) => void): number {
    let size = 1
    while (!this.fault && this.#next < this.#events.length && this.#events[this.#next]?.type !== EVENT_ID.POP) {
      const { node, size: more } = this.compose()
      size += more
      take(node)
    }
    this.#next += 1
    return size
  }
}
