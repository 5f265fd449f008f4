import type { Container, Pod } from '../kinds.ts'
import { done, type Result, refused } from '../Status.ts'
import { findContainer } from './podContainers.ts'

/** The container that a request means: the named one, or the only one. Refused in the apiserver's words. */
export function containerOf(pod: Pod, name: string | undefined): Result<Container> {
  const { name: podName } = pod.metadata
  if (name) {
    const found = findContainer(pod, name)
    return found ? done(found.container) : refused({ code: 400, reason: 'BadRequest', message: `container ${name} is not valid for pod ${podName}` })
  }
  const names = (containers: readonly Container[]) => `[${containers.map((one) => one.name).join(' ')}]`
  const [first, second] = pod.spec.containers
  if (first && !second) return done(first)
  const inits = pod.spec.initContainers ?? []
  const others = inits.length === 0 ? '' : ` or one of the init containers: ${names(inits)}`
  const message = `a container name must be specified for pod ${podName}, choose one of: ${names(pod.spec.containers)}${others}`
  return refused({ code: 400, reason: 'BadRequest', message })
}
