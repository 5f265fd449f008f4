import { ServerFrame } from '@binnacle/shared'
import * as z from 'zod/mini'

/** A frame of the server; null for anything that is none. */
export const serverFrame = (text: string): ServerFrame | null => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = z.safeParse(ServerFrame, content)
  return parsed.success ? parsed.data : null
}
