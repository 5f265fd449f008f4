import type { KubeObject } from '../../objects.ts'
import { apiVersionOf, type ServedResource } from '../../schema/resourceTable.ts'
import { type TableOptions, tableOf } from '../../table/tableOf.ts'
import type { ListPage } from '../listObjects.ts'
import type { Exchange } from './Exchange.ts'
import { servedObject } from './servedObject.ts'

type Asked = Pick<Exchange, 'wanted' | 'query' | 'parts'>

/** One object in the form that was asked for: itself, a Table of one row or its metadata alone. `columns` false leaves a Table's columns out. */
export function presentObject(
  { wanted, query, parts }: Asked,
  info: ServedResource,
  { object, columns = true }: { readonly object: KubeObject; readonly columns?: boolean },
): unknown {
  if (wanted.as === 'metadata') return metadataOf(object)
  if (wanted.as === 'object') return servedObject(info, object)
  return tableOf(info, [object], { now: parts.clock.now(), includeObject: includeObjectOf(query), noHeaders: !columns })
}

/** A list in the form that was asked for. Items of a list of one kind do not repeat their kind. */
export function presentList({ wanted, query, parts }: Asked, info: ServedResource, page: ListPage): unknown {
  const { items, resourceVersion, ...more } = page
  const metadata = { resourceVersion: String(resourceVersion), ...more }
  if (wanted.as === 'table') return tableOf(info, items, { now: parts.clock.now(), includeObject: includeObjectOf(query), metadata })
  if (wanted.as === 'metadata') return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: items.map(metadataOf) }
  return {
    kind: `${info.kind}List`,
    apiVersion: apiVersionOf(info),
    metadata,
    items: items.map((one) => servedObject(info, one)).map(({ kind: _kind, apiVersion: _version, ...item }) => item),
  }
}

export function metadataOf({ metadata }: Pick<KubeObject, 'metadata'>) {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
}

function includeObjectOf(query: URLSearchParams): TableOptions['includeObject'] {
  const asked = query.get('includeObject')
  return asked === 'None' || asked === 'Object' ? asked : 'Metadata'
}
