import { MAX_REPLICAS } from '@binnacle/shared'

/** A number of replicas as somebody typed it, or what is wrong with it. */
export function parseReplicas(text: string): { readonly replicas: number } | { readonly fault: string } {
  const typed = text.trim()
  if (typed === '') return { fault: 'Type how many replicas there should be.' }
  if (/^-\d+([.,]\d+)?$/.test(typed)) return { fault: 'There cannot be fewer than 0 replicas.' }
  if (/^\d+[.,]\d+$/.test(typed)) return { fault: 'Replicas are whole: type a number without a fraction.' }
  if (!/^\d+$/.test(typed)) return { fault: 'That is not a number. Type digits only.' }
  const replicas = Number(typed)
  return replicas > MAX_REPLICAS ? { fault: `Binnacle scales to at most ${MAX_REPLICAS}: the apiserver would take any number.` } : { replicas }
}
