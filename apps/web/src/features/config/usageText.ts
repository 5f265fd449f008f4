import type { ConfigUse } from '@binnacle/shared'

/** Where a value goes, in words. */
export function usageText({ how, container, key, at, follows, optional }: ConfigUse): string {
  const inContainer = container === '' ? '' : ` of container ${container}`
  const end = optional ? ' (optional)' : ''
  switch (how) {
    case 'env':
      return `env ${at} = ${key}${inContainer}${end}`
    case 'envFrom':
      return `env: every key${at === '' ? '' : ` with prefix ${at}`}${inContainer}${end}`
    case 'volume':
      return `${key === '' ? 'files' : `files ${key}`} at ${at}${inContainer}${follows ? '' : ', mounted by subPath'}${end}`
    case 'imagePullSecrets':
      return 'login for pulling images'
    case 'secrets':
      return 'named by the service account'
    case 'tls':
      return 'certificate of the ingress'
    default:
      return how satisfies never
  }
}
