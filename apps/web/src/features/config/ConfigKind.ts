import type { ConfigMapDetail } from '@binnacle/shared'

/** Secrets and ConfigMaps are the same pages in other words, and only one of them hides its values. */
export type ConfigKind = 'secrets' | 'configmaps'

/** What both have; a Secret has a type besides. */
export type ConfigDetail = ConfigMapDetail & { readonly type?: string }

type Words = {
  readonly one: string
  readonly many: string
  readonly title: string
  /** As the API writes it. */
  readonly kind: string
  /** kubectl's word for one. */
  readonly resource: 'secret' | 'configmap'
}

export const words: { readonly [K in ConfigKind]: Words } = {
  secrets: { one: 'secret', many: 'secrets', title: 'Secrets', kind: 'Secret', resource: 'secret' },
  configmaps: { one: 'ConfigMap', many: 'ConfigMaps', title: 'ConfigMaps', kind: 'ConfigMap', resource: 'configmap' },
}
