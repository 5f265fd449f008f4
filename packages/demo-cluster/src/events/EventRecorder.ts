import type { KubeObject } from '../objects.ts'

export type EventNote = {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** `spec.containers{web}`: where in the object. */
  readonly fieldPath?: string
}

/** Tells what happened to an object, as Events that people read. */
export type EventRecorder = {
  readonly record: (about: KubeObject, note: EventNote) => void
}

/** Who tells. `host` for kubelets. With `action` the event is written in the newer form (`eventTime`, `reportingController`), as the scheduler does. */
export type EventSource = { readonly component: string; readonly host?: string; readonly action?: string }
