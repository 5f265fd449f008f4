import type { Clock, Need } from '@binnacle/shared'

/** What was tried on which object, by whom, and how it ended. Never a body: an input can hold a secret. */
export type AuditEntry = {
  /** `binnacle` for what the BFF does by itself. */
  readonly actor: 'user' | 'binnacle'
  /** As the cluster knows the credential; null where it did not say. */
  readonly user: string | null
  readonly context: string | null
  readonly verb: Need['verb'] | null
  readonly resource: string | null
  readonly namespace: string | null
  readonly name: string | null
  readonly uid: string | null
  /** Which key of a Secret was read. */
  readonly key?: string | undefined
  /** Of an attempt that was to change nothing. */
  readonly dryRun?: boolean
  /** 200, the code of the failure, or 0 when no answer came and the outcome is unknown. */
  readonly code: number
  readonly reason: string | null
  /** Sent to the apiserver as Audit-ID. */
  readonly requestId: string
  readonly remoteAddress: string
  /** Of an attempt that was refused before it was read: what it was addressed to and where it says it comes from. */
  readonly attempt?: { readonly method: string; readonly path: string; readonly host: string | null; readonly origin: string | null }
}

export type Audit = (entry: AuditEntry) => void

/** Names are at most 253 long; anything longer was never a name. */
const MAX_TEXT = 1024

/** One JSON line per mutation and per refused attempt. Whatever a name holds, it stays one line. */
export function auditTo(write: (line: string) => void, clock: Clock): Audit {
  return (entry) => {
    const line = JSON.stringify({ audit: true, time: new Date(clock.now()).toISOString(), ...entry }, (_key, value: unknown) =>
      typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value,
    )
    write(`${line.replace(/[\u007f-\u009f\u2028\u2029]/g, escape)}\n`)
  }
}

/** JSON leaves these as they are, but some readers of logs end a line at them. */
function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
