import { type EventRow, visibleText } from '@binnacle/shared'

/** `pod/web-1`: what an event is about, as kubectl writes it. */
export const objectText = ({ kind, name }: EventRow['object']): string => visibleText(`${kind.toLowerCase()}/${name}`)
