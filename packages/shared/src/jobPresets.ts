import type { JobInput } from './jobInput.ts'

/** What a launch form can begin with. `name` is a proposal. */
export type JobPreset = Pick<JobInput, 'image' | 'command' | 'args' | 'runTimeSeconds'> & {
  readonly id: 'hello' | 'log' | 'fails' | 'completes'
  readonly title: string
  readonly about: string
  readonly name: string
}

export const jobPresets: readonly JobPreset[] = [
  {
    id: 'hello',
    title: 'Hello server',
    about: 'A small HTTP server. It would run for ever; its time ends it.',
    name: 'hello-node',
    image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0',
    command: [],
    args: ['netexec', '--http-port=8080'],
    runTimeSeconds: 60,
  },
  {
    id: 'log',
    title: 'Log writer',
    about: 'Writes a line every second until its time is up.',
    name: 'log-writer',
    image: 'busybox:1.36',
    command: ['sh', '-c'],
    args: ['n=0; while true; do n=$((n+1)); echo "line $n, $(date -u +%T)"; sleep 1; done'],
    runTimeSeconds: 60,
  },
  {
    id: 'fails',
    title: 'Fails on purpose',
    about: 'Works for five seconds, then ends with exit code 3.',
    name: 'fails-on-purpose',
    image: 'busybox:1.36',
    command: ['sh', '-c'],
    args: ['echo working; sleep 5; echo "cannot go on" >&2; exit 3'],
    runTimeSeconds: 60,
  },
  {
    id: 'completes',
    title: 'Completes early',
    about: 'Five steps of a second each, then it ends well before its time.',
    name: 'five-steps',
    image: 'busybox:1.36',
    command: ['sh', '-c'],
    args: ['for step in 1 2 3 4 5; do echo "step $step of 5"; sleep 1; done; echo done'],
    runTimeSeconds: 60,
  },
]
