import { type Failure, isOutcomeUnknown, type JobInput } from '@binnacle/shared'

/** Why a Job was not created, as far as it can be told from the cluster's answer. */
export type LaunchRefusal =
  | { readonly why: 'exists' }
  | { readonly why: 'no right' }
  | { readonly why: 'no namespace' }
  /** The answer was lost: nobody knows. */
  | { readonly why: 'unknown' }
  | { readonly why: 'policy'; readonly title: string; readonly advice: string }
  | { readonly why: 'other'; readonly title: string }

/** Reads the apiserver's words: quotas, Pod Security and webhooks say who they are in the message alone. */
export function launchRefusal(failure: Failure, { namespace, name }: JobInput): LaunchRefusal {
  const { reason, code, message } = failure
  if (reason === 'AlreadyExists') return { why: 'exists' }
  if (reason === 'NotFound') return { why: 'no namespace' }
  if (code === 0 || isOutcomeUnknown(failure)) return { why: 'unknown' }
  const policy = policyOf(message, namespace)
  if (policy !== null) return { why: 'policy', ...policy }
  if (reason === 'Forbidden' && /cannot create resource "jobs"/.test(message)) return { why: 'no right' }
  if (reason === 'Forbidden' && /is being terminated/.test(message)) return { why: 'no namespace' }
  if (reason === 'TooManyRequests') return { why: 'other', title: 'The cluster asks to wait: it has too much to do' }
  if (code >= 500) return { why: 'other', title: 'The cluster could not do it now' }
  return { why: 'other', title: `The cluster did not take ${name}` }
}

function policyOf(message: string, namespace: string): { title: string; advice: string } | null {
  const [, quota] = /exceeded quota: ([^,\s]+)/.exec(message) ?? []
  if (quota !== undefined)
    return {
      title: `The quota ${quota} of ${namespace} leaves no room for this job`,
      advice: 'Ask for less, wait until something else has ended, or have the quota raised.',
    }
  const [, level] = /violates PodSecurity "([^"]+)"/.exec(message) ?? []
  if (level !== undefined)
    return {
      title: `Pod Security of ${namespace} (${level}) does not allow these pods`,
      advice: 'Another namespace may allow them; a job written as YAML can say what this level asks for.',
    }
  const [, denied] = /admission webhook "([^"]+)" denied/.exec(message) ?? []
  if (denied !== undefined) return { title: `The policy ${denied} denied this job`, advice: 'Its words say what it wants.' }
  const [, failing] = /failed calling webhook "([^"]+)"/.exec(message) ?? []
  if (failing !== undefined)
    return { title: `The policy ${failing} was to be asked and did not answer`, advice: 'Nothing is wrong with the job. Try again when it answers.' }
  return null
}
