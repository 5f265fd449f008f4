import type { Json } from './statuses.ts'

/** What the apiserver had and what kubectl printed of it within the same second. `moment`: that second, since 1970. */
export type RecordedTable = {
  readonly kind: 'pods' | 'events' | 'nodes' | 'namespaces' | 'deployments' | 'replicasets' | 'replicationcontrollers'
  readonly title: string
  readonly command: string
  readonly moment: number
  readonly objects: readonly Json[]
  readonly printed: string
}

export type Recording = { readonly kubectl: string; readonly apiserver: string; readonly tables: readonly RecordedTable[] }

/** One object per line, so that two recordings can be compared. */
export function recordingText({ tables, ...versions }: Recording): string {
  const texts = tables.map(({ objects, printed, ...table }) => {
    const lines = objects.map((object) => JSON.stringify(object)).join(',\n')
    const text = JSON.stringify({ ...table, printed: printed.split('\n') }).slice(0, -1)
    return `${text},"objects":[\n${lines}\n]}`
  })
  return `${JSON.stringify(versions).slice(0, -1)},"tables":[\n${texts.join(',\n')}\n]}\n`
}
