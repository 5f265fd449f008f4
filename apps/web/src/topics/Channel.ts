import type { ServerFrame } from '@binnacle/shared'

/** What a channel makes of a frame: `resync` asks for a snapshot, `broken` means that this connection cannot be understood. */
export type Reaction = 'fine' | 'resync' | 'broken'

/** One subscription as the socket sees it, whether of rows or of lines. */
export type Channel = {
  readonly request: { readonly topic: string; readonly context: string; readonly params: unknown }
  /** It was asked for on a new connection, or again on the same: nothing that was numbered before counts. */
  asked(): void
  read(frame: ServerFrame): Reaction
  /** The server says where the channel's stream stands. */
  stands(epoch: number, seq: number): Reaction
  /** It is not subscribed (any more): link lost, page hidden, or let go. */
  lost(): void
  /** The link is fresher or older than it was. */
  linkChanged(): void
}
