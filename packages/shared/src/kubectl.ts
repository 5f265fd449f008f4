import { type KubectlCall, type KubectlCluster, type KubectlText, kubectlTarget, kubectlText } from './kubectlText.ts'
import { posixQuote } from './posixQuote.ts'
import type { Namespaces } from './topics.ts'

type NamespacedList = 'pods' | 'events' | 'deployments' | 'replicasets' | 'replicationcontrollers' | 'jobs' | 'secrets' | 'configmaps'
type Resource = 'pod' | 'event' | 'node' | 'namespace' | 'deployment' | 'replicaset' | 'replicationcontroller' | 'job' | 'secret' | 'configmap'
/** `wide`: with the optional columns. `watch`: as live as the page. `filter`: the text that the page is filtered by. */
type ListOptions = { readonly wide?: boolean; readonly watch?: boolean; readonly filter?: string }

/** What can be on screen, as far as kubectl can show the same. `namespace` is null for what belongs to none. */
export type KubectlView =
  | ({ readonly view: 'list'; readonly resource: NamespacedList; readonly namespaces: Namespaces } & ListOptions)
  | ({ readonly view: 'list'; readonly resource: 'nodes' | 'namespaces' } & ListOptions)
  | { readonly view: 'yaml' | 'describe'; readonly resource: Resource; readonly namespace: string | null; readonly name: string }
  | {
      readonly view: 'logs'
      readonly namespace: string
      readonly name: string
      readonly container: string | null
      readonly previous?: boolean
      readonly tail?: number
      readonly follow?: boolean
    }
  | { readonly view: 'events'; readonly resource: Resource; readonly namespace: string | null; readonly name: string; readonly watch?: boolean }
  /** Of a Deployment. `watch`: until the rollout has ended; else what it is at now. */
  | { readonly view: 'rollout status'; readonly namespace: string; readonly name: string; readonly watch?: boolean }
  /** Of a Deployment: all revisions with their causes, or the template of one. */
  | { readonly view: 'rollout history'; readonly namespace: string; readonly name: string; readonly revision?: number }

/** The line for a terminal that shows the same as Binnacle: see `kubectlText` for its form. A watch of several namespaces lists all: it does not end, so nothing can follow it. */
export function kubectlLine(view: KubectlView, cluster: KubectlCluster | null): string {
  return kubectlText(viewText(view), cluster)
}

function viewText(view: KubectlView): KubectlText {
  switch (view.view) {
    case 'list':
      return listText(view)
    case 'yaml':
      return objectText(view, ['get', ...kubectlTarget(view.resource, view.name)], ['-o', 'yaml'])
    case 'describe':
      return objectText(view, ['describe', ...kubectlTarget(view.resource, view.name)])
    case 'logs':
      return logsText(view)
    case 'events':
      return eventsText(view)
    case 'rollout status':
      return objectText(view, ['rollout', 'status', `deployment/${view.name}`], view.watch ? [] : ['--watch=false'])
    case 'rollout history':
      return objectText(view, ['rollout', 'history', `deployment/${view.name}`], view.revision === undefined ? [] : [`--revision=${view.revision}`])
    default:
      return view satisfies never
  }
}

function only(call: KubectlCall, beyond: readonly string[] = []): KubectlText {
  return { calls: [call], beyond }
}

function listText(view: KubectlView & { view: 'list' }): KubectlText {
  const asked = 'namespaces' in view ? view.namespaces : null
  const narrowed = Array.isArray(asked) && asked.length > 1 && (view.watch || asked.length > MAX_JOINED) ? asked : null
  const beyond: string[] = []
  if (narrowed) beyond.push(`Binnacle shows only the namespaces ${narrowed.map(posixQuote).join(' ')}`)
  if (view.filter) beyond.push(`Binnacle shows only what matches ${commentQuote(view.filter)}`)
  const after = [...(view.wide ? ['-o', 'wide'] : []), ...(view.watch ? ['-w'] : [])]
  return only({ before: ['get', view.resource], scope: narrowed ? '*' : asked, after }, beyond)
}

/** More commands than this in one line help nobody; then all namespaces are listed. */
const MAX_JOINED = 3

function objectText(view: { namespace: string | null }, before: string[], after: string[] = []): KubectlText {
  return only({ before, scope: view.namespace === null ? null : [view.namespace], after })
}

function logsText(view: KubectlView & { view: 'logs' }): KubectlText {
  const after: string[] = []
  if (view.container !== null) after.push('-c', view.container)
  if (view.previous) after.push('--previous')
  if (view.tail !== undefined) after.push(`--tail=${view.tail}`)
  if (view.follow) after.push('-f')
  const before = ['logs', view.name.startsWith('-') ? `pod/${view.name}` : view.name]
  return only({ before, scope: [view.namespace], after })
}

function eventsText(view: KubectlView & { view: 'events' }): KubectlText {
  const call = {
    before: ['events', `--for=${view.resource}/${view.name}`],
    scope: view.namespace === null ? '*' : [view.namespace],
    after: view.watch ? ['-w'] : [],
  } as const
  return only(call, [`kubectl goes by the name, so events of an earlier ${view.resource} of this name are among them`])
}

/** In a comment a line break would begin a command. */
function commentQuote(text: string): string {
  return posixQuote(text.replace(/\p{Cc}+/gu, ' '))
}
