import type { KubeObject } from '../objects.ts'
import { done, type Result, refused, type Status } from '../Status.ts'
import type { Store } from '../storage/Store.ts'
import { type ListOptions, tooLargeVersion } from './listOptions.ts'
import { badRequest } from './refusals.ts'
import type { Selection } from './selectors.ts'
import { keyOf, type Scope, snapshotAt } from './snapshotAt.ts'

export type ListPage = {
  readonly items: readonly KubeObject[]
  readonly resourceVersion: number
  readonly continue?: string
  readonly remainingItemCount?: number
}

type Position = { readonly version: number; readonly after: string }

const TOO_OLD_TOKEN =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.'

/**
 * One page of a list. All pages of one list show the same version, whatever is written meanwhile: the token holds that version and the last name, nothing is kept here.
 * A version that is forgotten is 410 Expired, as after etcd's compaction; its answer carries a token that goes on from now. How many items remain is told only
 * without selectors.
 */
export function listObjects(store: Store, scope: Scope, asked: { readonly options: ListOptions; readonly selection: Selection }): Result<ListPage> {
  const { options, selection } = asked
  const start = startOf(store, options)
  if (!start.ok) return start
  const objects = snapshotAt(store, scope, start.value.version)
  if (!objects) return refused(options.continue === '' ? tooOldVersion : tooOldToken(start.value.after))
  const { version, after } = start.value
  const rest = after === '' ? objects : objects.filter((object) => keyOf(object) > after)
  return done(pageOf(rest, version, { limit: options.limit, selection }))
}

const tooOldVersion: Status = { code: 410, reason: 'Expired', message: 'The resourceVersion for the provided list is too old.' }

function tooOldToken(after: string): Status {
  return { code: 410, reason: 'Expired', message: TOO_OLD_TOKEN, continue: tokenFor({ version: -1, after }) }
}

function pageOf(rest: readonly KubeObject[], version: number, { limit, selection }: { readonly limit: number; readonly selection: Selection }): ListPage {
  const items: KubeObject[] = []
  for (const [index, object] of rest.entries()) {
    if (!selection.matches(object)) continue
    if (limit > 0 && items.length === limit) {
      const last = items.at(-1)
      const token = tokenFor({ version, after: last ? keyOf(last) : '' })
      return { items, resourceVersion: version, continue: token, ...(selection.empty ? { remainingItemCount: rest.length - index } : {}) }
    }
    items.push(object)
  }
  return { items, resourceVersion: version }
}

/** Which version is shown, and after which object it begins. */
function startOf(store: Store, options: ListOptions): Result<Position> {
  const asked = options.resourceVersion
  if (options.continue !== '') {
    if (asked !== null && asked !== 0) return refused(badRequest('specifying resource version is not allowed when using continue'))
    const position = positionOf(options.continue)
    if (!position.ok || position.value.version > 0) return position
    return done({ ...position.value, version: store.version })
  }
  if (asked !== null && asked > store.version) return refused(tooLargeVersion(asked, store.version))
  const exact = options.match === 'Exact' || (options.match === '' && options.limit > 0)
  return done({ version: exact && asked !== null && asked > 0 ? asked : store.version, after: '' })
}

function tokenFor({ version, after }: Position): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start: `${after}\u0000` })).toString('base64url')
}

function positionOf(token: string): Result<Position> {
  const refuse = (why: string) => refused(badRequest(`invalid continue token: continue key is not valid${why}`))
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
  } catch {
    return refuse(': it is not JSON')
  }
  if (typeof read !== 'object' || read === null || !('v' in read) || read.v !== 'meta.k8s.io/v1')
    return refuse(': server does not recognize this encoded version')
  const version = 'rv' in read && typeof read.rv === 'number' ? read.rv : 0
  const start = 'start' in read && typeof read.start === 'string' ? read.start : ''
  if (version === 0) return refuse(': incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
  if (start === '') return refuse(': encoded start key empty (version meta.k8s.io/v1)')
  return done({ version, after: start.endsWith('\u0000') ? start.slice(0, -1) : start })
}
