import { expect, test } from 'vitest'
import { commands } from './commands.ts'
import { type JobInput, jobDefaults, JobInput as Schema } from './jobInput.ts'
import { jobManifest, jobManifestYaml } from './jobManifest.ts'
import { jobPresets } from './jobPresets.ts'
import { cleanedName, jobWarnings } from './jobWarnings.ts'

const input: JobInput = { ...jobDefaults, command: [], args: [], env: [], name: 'hello', namespace: 'shop', image: 'busybox:1.36' }
const faults = (more: object): string[] => {
  const parsed = Schema.safeParse({ ...input, ...more })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('a job as the form begins is valid, and so is every preset', () => {
  expect(faults({})).toEqual([])
  for (const { name, image, command, args, runTimeSeconds } of jobPresets) expect(faults({ name, image, command, args, runTimeSeconds })).toEqual([])
})

test.each<[string, object[]]>([
  ['name', [{ name: '' }, { name: 'My_Job' }, { name: '-a' }, { name: 'a-' }, { name: 'jöb' }, { name: '../x' }, { name: '🚢' }, { name: 'a'.repeat(64) }]],
  ['image', [{ image: '' }, { image: ' busybox' }, { image: 'busy\nbox' }, { image: 'BusyBox:LATEST:x' }, { image: 'a'.repeat(5000) }]],
  ['runTimeSeconds', [0, -1, 1.5, '60', 1e30, 2 ** 53 + 1, 86_401, null, Number.NaN].map((runTimeSeconds) => ({ runTimeSeconds }))],
  ['sampleSeconds', [{ sampleSeconds: 0 }, { sampleSeconds: 1.5 }, { sampleSeconds: 3601 }, { runTimeSeconds: 3600, sampleSeconds: 1 }]],
  ['parallelism', [{ parallelism: -1 }, { parallelism: 0 }, { parallelism: 101 }, { parallelism: 1_000_000 }]],
  ['completions', [{ completions: -1 }, { completions: 200_000 }]],
  ['backoffLimit', [{ backoffLimit: -1 }]],
  [
    'env',
    [{ env: [{ name: '', value: '' }] }, { env: [{ name: 'A=B', value: '' }] }, { env: [{ name: 'a\tb', value: '' }] }, { env: [{ name: 'A', value: 1 }] }],
  ],
  [
    'env',
    [
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
      { env: [{ name: 'A', value: '\ud800' }] },
      { env: [{ name: 'A', value: '\0' }] },
    ],
  ],
  ['command', [{ command: 'sh -c' }, { command: ['\0'] }, { command: Array(101).fill('x') }]],
  ['resources', ['abc', '-1', '', '1 Mi', '1e99999'].map((cpuRequest) => ({ resources: { ...input.resources, cpuRequest } }))],
  ['resources', [{ resources: { ...input.resources, memoryRequest: '65Mi', memoryLimit: '64Mi' } }]],
  ['atEnd', [{ atEnd: 'never' }]],
  ['namespace', [{ namespace: 'a.b' }, { namespace: '' }]],
])('what cannot be meant for %s is refused beside that field', (field, bad) => {
  for (const more of bad) expect([more, [...new Set(faults(more).map((fault) => fault.startsWith(field)))]]).toEqual([more, [true]])
})

test('what the cluster takes and a person seldom means is warned of', () => {
  expect(jobWarnings(input)).toEqual([])
  const odd = { ...input, name: 'a.b', completions: 0, env: [{ name: 'a b', value: '' }], resources: { ...input.resources, memoryLimit: '0.1' } }
  expect(Schema.safeParse(odd).success).toBe(true)
  expect(jobWarnings(odd).map(({ field }) => field)).toEqual(['name', 'completions', 'env.0.name', 'resources.memoryLimit'])
  expect(jobWarnings(odd)[3]?.message).toBe('This is less than 4 MiB, too little for any container. Is a unit such as Mi missing?')
})

test.each([
  ['My_Job', 'my-job'],
  ['jöb', 'job'],
  ['-a-', 'a'],
  ['../x', 'x'],
  ['🚢', ''],
  ['a'.repeat(70), 'a'.repeat(63)],
  ['a..b.-c', 'a.b.c'],
])('the name %j is proposed as %j', (typed, cleaned) => {
  expect(cleanedName(typed)).toBe(cleaned)
})

test('the cluster always knows the run time, and what to do afterwards', () => {
  const ttl = (atEnd: JobInput['atEnd']) => {
    const { spec } = jobManifest({ ...input, atEnd, runTimeSeconds: 90 })
    expect(spec.activeDeadlineSeconds).toBe(90)
    return spec.ttlSecondsAfterFinished
  }
  expect([ttl('keepHour'), ttl('delete'), ttl('keep')]).toEqual([3600, 300, undefined])
})

test('the manifest as kubectl takes it', () => {
  const full = { ...input, command: ['sh', '-c'], args: ['echo "hi"\nexit 3'], completions: 2, env: [{ name: 'ON', value: 'yes' }] }
  expect(jobManifestYaml({ ...full, resources: { ...input.resources, memoryLimit: '64Mi', cpuRequest: '0.1' } })).toBe(`apiVersion: batch/v1
kind: Job
metadata:
  name: hello
  namespace: shop
  labels:
    app.kubernetes.io/managed-by: binnacle
  annotations:
    binnacle.dev/run: "{\\"runTimeSeconds\\":60,\\"sampleSeconds\\":10,\\"atEnd\\":\\"keepHour\\"}"
spec:
  activeDeadlineSeconds: 60
  ttlSecondsAfterFinished: 3600
  backoffLimit: 0
  parallelism: 1
  completions: 2
  template:
    metadata:
      labels:
        app.kubernetes.io/managed-by: binnacle
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 5
      automountServiceAccountToken: false
      containers:
      - name: main
        image: busybox:1.36
        command:
        - sh
        - "-c"
        args:
        - "echo \\"hi\\"\\nexit 3"
        env:
        - name: "ON"
          value: "yes"
        resources:
          requests:
            cpu: "0.1"
          limits:
            memory: "64Mi"
`)
})

test('more time is more than it has', () => {
  const extend = (seen: number, activeDeadlineSeconds: number) =>
    commands['jobs.extend'].input.safeParse({ namespace: 'shop', name: 'hello', uid: 'u', seen, activeDeadlineSeconds }).success
  expect([extend(60, 120), extend(60, 60), extend(60, 30), extend(60, 86_401)]).toEqual([true, false, false, false])
})
