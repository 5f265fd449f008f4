import type { RunningContainer } from '../containers/Container.ts'
import type { ContainerLog } from './ContainerLog.ts'

export type AttemptState =
  | { readonly is: 'running'; readonly startedAt: number }
  | {
      readonly is: 'exited'
      /** Null where it never ran. */
      readonly startedAt: number | null
      readonly finishedAt: number
      readonly exitCode: number
      readonly reason: string
      readonly message: string
    }

/** One container as the runtime knows it: each restart of a pod's container is another. Never changed in place: a sync looks at what it saw when it began. */
export type Attempt = {
  /** 64 hexadecimal digits. */
  readonly id: string
  /** How many were there before. */
  readonly number: number
  readonly image: string
  readonly imageID: string
  readonly state: AttemptState
  readonly log: ContainerLog
  /** The process, as long as it runs. */
  readonly running: RunningContainer | null
}

/** The newest attempt of one of a pod's containers, and the one before. */
export type ContainerRecord = { readonly latest: Attempt; readonly previous: Attempt | null }

export type ContainerRecords = ReadonlyMap<string, ContainerRecord>

export type Exited = AttemptState & { readonly is: 'exited' }

/** The newest attempt that has ended. */
export function lastExit(record: ContainerRecord | undefined): Exited | null {
  for (const attempt of [record?.latest, record?.previous]) {
    if (attempt?.state.is === 'exited') return attempt.state
  }
  return null
}
