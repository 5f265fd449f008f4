import type { Namespaces } from '@binnacle/shared'
import { useMemo } from 'react'
import { useAddress, useHref } from './ui/AddressContext.ts'
import type { ColumnSort } from './ui/Column.ts'

/** The pages that exist. */
export const pages = [
  'pods',
  'deployments',
  'replicasets',
  'replicationcontrollers',
  'jobs',
  'secrets',
  'configmaps',
  'events',
  'nodes',
  'namespaces',
  'apply',
] as const
export type Page = (typeof pages)[number]

/** What a page's address holds after the question mark, as text. A page may have keys of its own. */
export type ViewSearch = Readonly<Partial<Record<'ns' | 'q' | 'sort' | 'peek' | 'paused' | 'theme' | (string & {}), string>>>
export type Peek = { readonly page: string; readonly namespace: string; readonly name: string }
/** An object that a page is about; `namespace` is empty where its kind belongs to none. */
export type PageObject = { readonly namespace: string; readonly name: string }

/** What of a page an address names: the list, the form for a new object, or one object and, perhaps, one of its tabs. */
export type Shown = { readonly view: 'list' } | { readonly view: 'new' } | ({ readonly view: 'object'; readonly tab: string | null } & PageObject)

/** Written as they are: a link should be readable. */
const PLAIN = /%(2F|2C|3A|2A|40)/g

export const paths = {
  home: '/',
  /** `/c/{context}/{page}`: the context may hold `/`, `:` and `@`. */
  page: (context: string, page: Page, search: ViewSearch = {}): string => `/c/${encodeURIComponent(context)}/${page}${paths.search(search)}`,
  /** `/c/{context}/{page}/new`. */
  create: (context: string, page: Page, search: ViewSearch = {}): string => `${paths.page(context, page)}/new${paths.search(search)}`,
  /** `/c/{context}/{page}/{namespace}/{name}[/{tab}]`, with `_` for no namespace. */
  object: ({ context, page, namespace, name, tab = null }: ObjectAddress, search: ViewSearch = {}): string =>
    `${paths.page(context, page)}/${[namespace === '' ? '_' : namespace, name, ...(tab === null ? [] : [tab])].map(encodeURIComponent).join('/')}${paths.search(search)}`,
  search: (search: ViewSearch): string => {
    const parts = Object.entries(search).flatMap(([key, value]) => (value === undefined || value === '' ? [] : `${encodeURIComponent(key)}=${plain(value)}`))
    return parts.length === 0 ? '' : `?${parts.join('&')}`
  },
  parseSearch: (text: string): ViewSearch => Object.fromEntries(new URLSearchParams(text)),
  peek: ({ page, namespace, name }: Peek): string => `${page}/${namespace === '' ? '_' : namespace}/${name}`,
}

type ObjectAddress = PageObject & { readonly context: string; readonly page: Page; readonly tab?: string | null }

function plain(value: string): string {
  return encodeURIComponent(value).replace(PLAIN, decodeURIComponent)
}

/** Pages share the choice of namespaces and the theme; filters and peeks are their own. */
export function keptSearch(search: ViewSearch): ViewSearch {
  const { ns, theme } = search
  return { ...(ns === undefined ? {} : { ns }), ...(theme === undefined ? {} : { theme }) }
}

export function parsePeek(text: string | undefined): Peek | null {
  const [page = '', namespace = '', name = '', ...rest] = (text ?? '').split('/')
  return page === '' || namespace === '' || name === '' || rest.length > 0 ? null : { page, namespace: namespace === '_' ? '' : namespace, name }
}

/** `*` and nothing at all mean every namespace. */
export function parseNamespaces(text: string | undefined): Namespaces {
  const names = [...new Set((text ?? '*').split(',').filter((name) => name !== ''))]
  return names.length === 0 || names.includes('*') ? '*' : names
}

export function formatNamespaces(namespaces: Namespaces): string {
  return namespaces === '*' ? '*' : namespaces.join(',')
}

export function parseSort(text: string | undefined, fallback: ColumnSort): ColumnSort {
  const [, minus = '', column = ''] = /^(-?)([\w-]+)$/.exec(text ?? '') ?? []
  return column === '' ? fallback : { column, descending: minus === '-' }
}

export function formatSort({ column, descending }: ColumnSort): string {
  return descending ? `-${column}` : column
}

/** What an address names. `page` is null where it names none that exists; `context` where it names none. */
export type Place = { readonly context: string | null; readonly page: Page | null; readonly shown: Shown; readonly search: ViewSearch }

export function parsePlace(href: string): Place {
  const { pathname, search } = new URL(href, 'http://binnacle')
  const [, context, page = '', rest = ''] = /^\/c\/([^/]+)(?:\/([^/]*)(?:\/(.*?)\/?)?)?$/.exec(pathname) ?? []
  const known = pages.find((each) => each === page) ?? null
  const shown = shownBy(rest === '' ? [] : rest.split('/').map(decoded))
  return {
    context: context === undefined ? null : decoded(context),
    page: shown === null ? null : known,
    shown: shown ?? list,
    search: paths.parseSearch(search),
  }
}

const list: Shown = { view: 'list' }

/** Null where nothing of a page has such an address. */
function shownBy([namespace, name, tab, ...rest]: readonly string[]): Shown | null {
  if (namespace === undefined) return list
  if (name === undefined) return namespace === 'new' ? { view: 'new' } : null
  if (namespace === '' || name === '' || tab === '' || rest.length > 0) return null
  return { view: 'object', namespace: namespace === '_' ? '' : namespace, name, tab: tab ?? null }
}

/** A context that is not well encoded is taken as it stands: no kubeconfig has it, and the page says so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export type View = {
  readonly context: string
  readonly page: Page
  readonly shown: Shown
  readonly search: ViewSearch
  /** Those of the address; beside an object whose address names none, its own. */
  readonly namespaces: Namespaces
  /** Changes keys of the address; null takes one away. A step of the history unless `replace`. */
  set(change: Readonly<Record<string, string | null>>, how?: { replace: boolean }): void
  /** Goes to another address of the product. */
  go(href: string): void
}

/** The address as the state of the page. */
export function useView(): View {
  const address = useAddress()
  const href = useHref()
  return useMemo(() => {
    const { context, page, shown, search } = parsePlace(href)
    return {
      context: context ?? '',
      page: page ?? 'pods',
      shown,
      search,
      namespaces: search.ns === undefined && shown.view === 'object' && shown.namespace !== '' ? [shown.namespace] : parseNamespaces(search.ns),
      set: (change, how) => {
        // From where we are now: two changes of one moment add up.
        const now = new URL(address.get(), 'http://binnacle')
        address.go(now.pathname + paths.search(changed(paths.parseSearch(now.search), change)), how)
      },
      go: (to) => address.go(to),
    }
  }, [address, href])
}

function changed(before: ViewSearch, change: Readonly<Record<string, string | null>>): ViewSearch {
  const merged: Record<string, string | null | undefined> = { ...before, ...change }
  return Object.fromEntries(Object.entries(merged).flatMap(([key, value]) => (typeof value === 'string' && value !== '' ? [[key, value]] : [])))
}
