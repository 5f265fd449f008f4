/** How the log is looked at; stays while the peek walks from pod to pod, `previous` aside. */
export type LogLook = {
  readonly previous: boolean
  readonly wrap: boolean
  readonly timestamps: boolean
  readonly tall: boolean
  /** The log was asked for by key: it gets the keyboard once. */
  readonly takeFocus: boolean
}
export type SetLogLook = (change: Partial<LogLook>) => void

export const firstLook: LogLook = { previous: false, wrap: true, timestamps: false, tall: false, takeFocus: false }
