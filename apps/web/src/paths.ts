import type { Namespaces } from '@binnacle/shared'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ColumnSort } from './ui/Column.ts'

/** The pages that exist, in the order of the navigation. */
export const pages = ['pods', 'events', 'nodes', 'namespaces'] as const
export type Page = (typeof pages)[number]

/** What a page's address holds after the question mark, as text. A page may have keys of its own. */
export type ViewSearch = Readonly<Partial<Record<'ns' | 'q' | 'sort' | 'peek' | 'paused' | 'theme' | (string & {}), string>>>
export type Peek = { readonly page: string; readonly namespace: string; readonly name: string }

/** Written as they are: a link should be readable. */
const PLAIN = /%(2F|2C|3A|2A|40)/g

export const paths = {
  home: '/',
  /** `/c/{context}/{page}`: the context may hold `/`, `:` and `@`. */
  page: (context: string, page: Page, search: ViewSearch = {}): string => `/c/${encodeURIComponent(context)}/${page}${paths.search(search)}`,
  search: (search: ViewSearch): string => {
    const parts = Object.entries(search).flatMap(([key, value]) => (value === undefined || value === '' ? [] : `${encodeURIComponent(key)}=${plain(value)}`))
    return parts.length === 0 ? '' : `?${parts.join('&')}`
  },
  parseSearch: (text: string): ViewSearch => Object.fromEntries(new URLSearchParams(text)),
  peek: ({ page, namespace, name }: Peek): string => `${page}/${namespace === '' ? '_' : namespace}/${name}`,
}

function plain(value: string): string {
  return encodeURIComponent(value).replace(PLAIN, decodeURIComponent)
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

export type View = {
  readonly context: string
  readonly search: ViewSearch
  readonly namespaces: Namespaces
  /** Changes keys of the address; null takes one away. A step of the history unless `replace`. */
  set(change: Readonly<Record<string, string | null>>, how?: { replace: boolean }): void
}

/** The address as the state of the page. */
export function useView(): View {
  const { context = '' } = useParams({ strict: false })
  const found: ViewSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const ns = found['ns']
  const namespaces = useMemo(() => parseNamespaces(ns), [ns])
  return useMemo(
    () => ({
      context,
      search: found,
      namespaces,
      set: (change, how) => {
        void navigate({ to: '.', search: (before: ViewSearch) => changed(before, change), replace: how?.replace ?? false })
      },
    }),
    [context, found, namespaces, navigate],
  )
}

function changed(before: ViewSearch, change: Readonly<Record<string, string | null>>): ViewSearch {
  const merged: Record<string, string | null | undefined> = { ...before, ...change }
  return Object.fromEntries(Object.entries(merged).flatMap(([key, value]) => (typeof value === 'string' && value !== '' ? [[key, value]] : [])))
}
