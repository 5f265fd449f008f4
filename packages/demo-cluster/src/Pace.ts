/** How long the things take that no object of the cluster states, in milliseconds; `backOff` multiplies the kubelet's back-offs (10 s doubling to 300 s). */
export type Pace = {
  readonly sandbox: number
  readonly pull: number
  readonly start: number
  readonly schedule: number
  readonly backOff: number
}

export type PaceName = 'recorded' | 'brisk' | 'instant'

/** `recorded` as a real node was seen to take; `brisk` for people who wait; `instant` for tests. Probe periods, grace, deadlines and ttl are never scaled. */
export const paces: { readonly [Name in PaceName]: Pace } = {
  recorded: { sandbox: 1_200, pull: 1_500, start: 100, schedule: 20, backOff: 1 },
  brisk: { sandbox: 250, pull: 400, start: 50, schedule: 5, backOff: 0.5 },
  instant: { sandbox: 0, pull: 0, start: 0, schedule: 0, backOff: 0.1 },
}
