import type { Connected, NodeAccess, PodName, RunningContainer } from '../containers/Container.ts'
import type { Pod } from '../kinds.ts'
import type { Result, Status } from '../Status.ts'
import { done, refused } from '../Status.ts'
import { chooseLog } from './chooseLog.ts'
import { containerOf } from './containerOf.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { podServes } from './podServes.ts'
import { readLog } from './readLog.ts'

/** What the apiserver can ask of one node's pods. */
export function createNodeAccess(kubelet: KubeletParts, find: (namespace: string, name: string) => PodState | undefined): NodeAccess {
  const { store, clock } = kubelet
  const podOf = ({ namespace, name }: PodName) => store.get('pods', namespace, name) as Pod | undefined

  function running(of: PodName & { readonly container?: string }): Result<RunningContainer> {
    const pod = podOf(of)
    if (!pod) return refused(podNotFound(of.name))
    const container = containerOf(pod, of.container)
    if (!container.ok) return container
    if (!kubelet.link.up) return refused(unreachable(kubelet, `exec/${of.namespace}/${of.name}/${container.value.name}`))
    const process = find(of.namespace, of.name)?.records.get(container.value.name)?.latest.running
    return process ? done(process) : refused(notRunning(container.value.name))
  }

  return {
    logs(of, options, to) {
      const pod = podOf(of)
      if (!pod) return refused(podNotFound(of.name))
      const container = containerOf(pod, options.container)
      if (!container.ok) return container
      if (!kubelet.link.up) return refused(unreachable(kubelet, `containerLogs/${of.namespace}/${of.name}/${container.value.name}`))
      const state = find(of.namespace, of.name)
      const log = chooseLog(pod, state, { name: container.value.name, previous: options.previous })
      return log.ok ? done(readLog(log.value, options, { now: clock.now(), ...to })) : log
    },
    exec(of, command, streams): Result<Connected> {
      const process = running(of)
      if (!process.ok) return process
      const started = process.value.exec(command, streams)
      return started.ok ? done(started.value) : refused(internalError(started.message))
    },
    attach(of, streams): Result<Connected> {
      const process = running(of)
      return process.ok ? done(process.value.attach(streams)) : process
    },
    serves(of, port) {
      const state = find(of.namespace, of.name)
      return state && podServes(state, port)
    },
  }
}

function podNotFound(name: string): Status {
  return { code: 404, reason: 'NotFound', message: `pods "${name}" not found`, details: { name, kind: 'pods' } }
}

/** What the apiserver says of a node that does not answer. */
function unreachable({ hostIP }: KubeletParts, path: string): Status {
  return internalError(`Get "https://${hostIP}:10250/${path}": dial tcp ${hostIP}:10250: connect: no route to host`)
}

function notRunning(container: string): Status {
  return internalError(`unable to upgrade connection: container not found ("${container}")`)
}

function internalError(message: string): Status {
  return { code: 500, reason: 'InternalError', message }
}
