import type { Row } from '../Row.ts'
import { namedSet } from './manifests.ts'

const BOTH = /^NAME.*\n(\S+ +1\/1 +Running.*\n){2}$/

/** Pods that keep their names, and claims that wait for a volume. */
export const statefulRows: readonly Row[] = [
  {
    name: 'B6',
    does: 'runs pods with names of their own',
    steps: [
      { run: 'apply -f -', input: namedSet },
      { run: 'get statefulset web', until: /2\/2/ },
      {
        run: 'get pods -l app=web -o custom-columns=NAME:.metadata.name,HOST:.spec.hostname,OF:.spec.subdomain,INDEX:.metadata.labels.apps\\.kubernetes\\.io/pod-index',
      },
      { run: 'describe statefulset web' },
      { run: 'exec web-1 -- hostname' },
      { run: 'delete pod web-0 --wait=false' },
      { run: 'get pods', until: BOTH },
      { run: 'set env statefulset web COLOUR=green' },
      { run: 'rollout status statefulset web', quiet: true },
      { run: 'rollout history statefulset web' },
      { run: 'get statefulset web -o wide', until: /2\/2/ },
      { run: 'scale statefulset web --replicas=1' },
      { run: 'get pods', until: /^NAME.*\n\S+ +1\/1 +Running.*\n$/ },
      { run: `patch statefulset web -p '{"spec":{"serviceName":"other"}}'` },
      { run: 'delete statefulset web' },
      { run: 'get pods', until: /No resources/ },
    ],
  },
]
