import { documentHead, type KubectlCluster, kubectlCommand } from '@binnacle/shared'
import type { TextDocument } from './splitDocuments.ts'

type Asked = {
  readonly text: string
  readonly documents: readonly TextDocument[]
  readonly namespace: string
  readonly dryRun: boolean
  readonly isForced: (document: TextDocument) => boolean
}

/**
 * The same for a terminal. One call for the whole text where kubectl can take it so: it refuses documents of several namespaces beside `-n`, and takes over the fields of all documents
 * or of none; then it is one call for each.
 */
export function lineFor({ text, documents, namespace, dryRun, isForced }: Asked, cluster: KubectlCluster | null): string {
  const spaces = new Set(documents.map((document) => documentHead(document.text).namespace ?? namespace))
  const forces = new Set(documents.map(isForced))
  const whole = spaces.size <= 1 && forces.size <= 1
  const parts = whole
    ? [{ text, force: forces.has(true), namespace: [...spaces][0] ?? namespace }]
    : documents.map((document) => ({ text: document.text, force: isForced(document), namespace }))
  return parts
    .map((part) => kubectlCommand({ command: 'objects.apply', input: { document: part.text, namespace: part.namespace, dryRun, force: part.force } }, cluster))
    .join('\n')
}
