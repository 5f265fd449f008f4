import type { ReadName } from '@binnacle/shared'
import { accessReview } from './accessReview.ts'
import { accessWhoami } from './accessWhoami.ts'
import { clusterVersion } from './clusterVersion.ts'
import { configMapValues } from './configMapValues.ts'
import type { Read } from './Read.ts'
import { replicasetsTemplate } from './replicasetsTemplate.ts'
import { secretValue } from './secretValue.ts'
import { usedBy } from './usedBy/usedBy.ts'

/** The one-shot reads of the contract, each entry with what answers it. Leaving one out does not compile. */
export const readHandlers: { readonly [N in ReadName]: Read<N> } = {
  'cluster.version': clusterVersion,
  'access.whoami': accessWhoami,
  'access.review': accessReview,
  'replicasets.template': replicasetsTemplate,
  'secrets.value': secretValue,
  'secrets.usedBy': (input, { cluster }) => usedBy({ resource: 'secrets', name: input.name }, input, cluster.client),
  'configmaps.values': configMapValues,
  'configmaps.usedBy': (input, { cluster }) => usedBy({ resource: 'configmaps', name: input.name }, input, cluster.client),
}
