import { done, type Result, refused } from '../../Status.ts'

/** The form of an answer that a client takes. `as` is what an object or a list is turned into. */
export type Wanted = { readonly format: 'json' | 'yaml'; readonly as: 'object' | 'table' | 'metadata' }

type Range = { readonly type: string; readonly parameters: ReadonlyMap<string, string>; readonly quality: number }

const JSON_WANTED: Wanted = { format: 'json', as: 'object' }
const NOT_ACCEPTABLE = '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/json;stream=watch'

/**
 * The first form in an Accept header that is served. Protobuf never is, so clients that name JSON after it get JSON; those that name nothing that is served are told 406.
 */
export function negotiate(accept: string | undefined): Result<Wanted> {
  if (accept === undefined || accept.trim() === '') return done(JSON_WANTED)
  for (const range of rangesOf(accept)) {
    const wanted = wantedOf(range)
    if (wanted) return done(wanted)
  }
  return refused({ code: 406, reason: 'NotAcceptable', message: NOT_ACCEPTABLE, details: {} })
}

function wantedOf({ type, parameters }: Range): Wanted | null {
  const yaml = type === 'application/yaml'
  const json = ['application/json', 'application/*', '*/*'].includes(type)
  if (!yaml && !json) return null
  const as = formOf(parameters)
  return as === null ? null : { format: yaml ? 'yaml' : 'json', as }
}

function formOf(parameters: ReadonlyMap<string, string>): Wanted['as'] | null {
  const as = parameters.get('as')
  if (as === undefined) return 'object'
  if (parameters.get('g') !== 'meta.k8s.io' || !['v1', 'v1beta1'].includes(parameters.get('v') ?? '')) return null
  if (as === 'Table') return 'table'
  return as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList' ? 'metadata' : null
}

function rangesOf(accept: string): readonly Range[] {
  const ranges = accept.split(',').map((text): Range => {
    const [type = '', ...rest] = text.split(';').map((part) => part.trim())
    const parameters = new Map(rest.map((part) => [part.slice(0, Math.max(0, part.indexOf('='))), part.slice(part.indexOf('=') + 1)]))
    return { type: type.toLowerCase(), parameters, quality: Number(parameters.get('q') ?? 1) }
  })
  return ranges.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality)
}
