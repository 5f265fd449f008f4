import type { ManagedFields } from '../objects.ts'
import { isObject } from '../patch/json.ts'
import { covers, difference, type FieldSet, intersection, isEmpty, overlaps, union } from './FieldSet.ts'

/** One who owns fields: by name, by how it wrote, and for updates by the version it spoke. */
export type ManagerKey = Pick<ManagedFields, 'manager' | 'operation' | 'apiVersion' | 'subresource'>

type Entry = { readonly id: string; readonly key: ManagerKey; readonly fields: FieldSet; readonly time: string | undefined }

/** Entries never change, and most of them stay as they are from write to write: they are read and written once. */
const read = new WeakMap<ManagedFields, Entry>()
const written = new WeakMap<Entry, ManagedFields>()

/** Updates of more managers than these are joined into one, oldest first. */
const MAX_UPDATERS = 10
const JOINED = 'ancient-changes'

/** The owners of an object's fields while a write is taken into account, as the apiserver reads them from `managedFields` and writes them back. */
export class Managers {
  readonly #entries: Map<string, Entry>

  private constructor(entries: Map<string, Entry>) {
    this.#entries = entries
  }

  static none(): Managers {
    return new Managers(new Map())
  }

  /** Null where the entries are none that the apiserver would write. */
  static from(managedFields: readonly ManagedFields[] | undefined): Managers | null {
    const entries = new Map<string, Entry>()
    for (const entry of managedFields ?? []) {
      const parsed = read.get(entry) ?? entryFrom(entry)
      if (parsed === null) return null
      entries.set(parsed.id, parsed)
    }
    return new Managers(entries)
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  copy(): Managers {
    return new Managers(new Map(this.#entries))
  }

  fieldsOf(key: ManagerKey): FieldSet | undefined {
    return this.#entries.get(idOf(key))?.fields
  }

  /** Whether one manager owns all of the fields already, and nobody else any: a write of them changes no more than its time. */
  owns(key: ManagerKey, fields: FieldSet): boolean {
    const id = idOf(key)
    const own = this.#entries.get(id)
    if (own === undefined || isEmpty(fields) || !covers(own.fields, fields)) return false
    for (const [other, entry] of this.#entries) if (other !== id && overlaps(entry.fields, fields)) return false
    return true
  }

  /** What each manager but one owns. */
  others(key: ManagerKey): readonly { readonly key: ManagerKey; readonly fields: FieldSet }[] {
    const id = idOf(key)
    return [...this.#entries].filter(([other]) => other !== id).map(([, entry]) => entry)
  }

  get all(): readonly { readonly key: ManagerKey; readonly fields: FieldSet }[] {
    return [...this.#entries.values()]
  }

  /** Takes fields from everybody but one; who has none left is forgotten. */
  take(fields: FieldSet, butFrom: ManagerKey): void {
    if (isEmpty(fields)) return
    const own = idOf(butFrom)
    for (const [id, entry] of this.#entries) {
      if (id === own) continue
      const left = difference(entry.fields, fields)
      if (left !== entry.fields) this.#put(id, { ...entry, fields: left })
    }
  }

  /** A manager without any fields is none. */
  set(key: ManagerKey, fields: FieldSet, time?: string): void {
    const id = idOf(key)
    this.#put(id, { id, key, fields, time: time ?? this.#entries.get(id)?.time })
  }

  conflicts(changed: FieldSet, key: ManagerKey): readonly { readonly key: ManagerKey; readonly fields: FieldSet }[] {
    return this.others(key)
      .map((other) => ({ key: other.key, fields: intersection(other.fields, changed) }))
      .filter(({ fields }) => !isEmpty(fields))
  }

  /** Joins the oldest updates while there are too many. */
  cap(): void {
    const updaters = [...this.#entries].filter(([, { key }]) => key.operation === 'Update')
    let count = updaters.length
    if (count <= MAX_UPDATERS) return
    updaters.sort(([, a], [, b]) => compareTexts([secondsOf(a), a.key.manager], [secondsOf(b), b.key.manager]))
    const firsts = new Map<string, string>()
    for (const [id, entry] of updaters) {
      if (count <= MAX_UPDATERS) return
      const { apiVersion } = entry.key
      const first = firsts.get(apiVersion)
      if (first === undefined) firsts.set(apiVersion, id)
      else {
        this.#join(first, id)
        count--
      }
    }
  }

  #join(firstId: string, id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    const key: ManagerKey = { manager: JOINED, operation: 'Update', apiVersion: entry.key.apiVersion }
    const joined = idOf(key)
    const bucket = this.#entries.get(joined) ?? this.#entries.get(firstId)
    if (!this.#entries.has(joined)) this.#entries.delete(firstId)
    this.#entries.delete(id)
    this.#entries.set(joined, { id: joined, key, fields: union(entry.fields, bucket?.fields ?? {}), time: entry.time })
  }

  /** As `metadata.managedFields` has them: applies first, then by time and name. Undefined for nobody. */
  encode(): readonly ManagedFields[] | undefined {
    if (this.isEmpty) return undefined
    return [...this.#entries.values()].sort(compareEntries).map((entry) => written.get(entry) ?? encoded(entry))
  }

  #put(id: string, entry: Entry): void {
    if (isEmpty(entry.fields)) this.#entries.delete(id)
    else this.#entries.set(id, entry)
  }
}

/** An applier is the same in every version. */
function idOf({ manager, operation, apiVersion, subresource }: ManagerKey): string {
  return `${manager}\n${operation}\n${operation === 'Apply' ? '' : apiVersion}\n${subresource ?? ''}`
}

function entryFrom({ fieldsV1: fields, time, fieldsType, manager, operation, apiVersion, subresource }: ManagedFields): Entry | null {
  if ((operation !== 'Apply' && operation !== 'Update') || !apiVersion || fieldsType !== 'FieldsV1') return null
  const key: ManagerKey = { manager: manager ?? '', operation, apiVersion, ...(subresource ? { subresource } : {}) }
  return { id: idOf(key), key, fields: isObject(fields) ? fields : {}, time }
}

function encoded(entry: Entry): ManagedFields {
  const { manager, operation, apiVersion, subresource } = entry.key
  const when = entry.time === undefined ? {} : { time: entry.time }
  const own: ManagedFields = {
    manager,
    operation,
    apiVersion,
    ...when,
    fieldsType: 'FieldsV1',
    fieldsV1: entry.fields,
    ...(subresource ? { subresource } : {}),
  }
  written.set(entry, own)
  if (apiVersion !== '') read.set(own, entry)
  return own
}

function compareEntries(a: Entry, b: Entry): number {
  return compareTexts(sortTexts(a), sortTexts(b))
}

function sortTexts(entry: Entry): readonly string[] {
  const { operation, manager, apiVersion, subresource } = entry.key
  return [operation, secondsOf(entry), manager, apiVersion, subresource ?? '']
}

function secondsOf({ time }: Entry): string {
  return time ?? ''
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] ?? ''
    if (text !== other) return text < other ? -1 : 1
  }
  return 0
}
