/** One kubectl command of a transcript. Words are split at spaces; single quotes hold words together. */
export type Step = {
  readonly run: string
  /** Text for `-f -`. */
  readonly input?: string
  /** Repeats the command until it prints this, and keeps the last answer. */
  readonly until?: RegExp
  /** What it prints is not compared, its exit code is. */
  readonly quiet?: true
  /** Ends a command that would go on for ever, once it has printed this. */
  readonly stopAt?: RegExp
}

/** Something people do with Kubernetes, start to end, with kubectl alone, in a namespace of its own (`-n` is put in). */
export type Row = {
  readonly name: string
  readonly does: string
  readonly steps: readonly Step[]
}

/** What one command answered, normalised. */
export type Answer = { readonly run: string; readonly code: number; readonly out: readonly string[]; readonly err: readonly string[] }
