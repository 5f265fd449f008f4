import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Result, run } from '../clusters/run.ts'
import { normalise } from './normalise.ts'
import type { Answer, Row, Step } from './Row.ts'
import { words } from './words.ts'

const UNTIL_MS = 90_000
const AGAIN_MS = 250
/** A watch that shows nothing more in this time is ended. */
const STOP_MS = 60_000

export type Kubectl = { readonly command: string; readonly kubeconfig: string; readonly cache: string }

/** Plays a row against a cluster and gives what each command answered; throws when a state is not reached. */
export async function play(kubectl: Kubectl, row: Row): Promise<Answer[]> {
  const namespace = `fi-${row.name.toLowerCase()}`
  // One of an earlier play that was cut short is not played in.
  await ask(kubectl, ['delete', 'namespace', namespace, '--ignore-not-found'])
  const made = await ask(kubectl, ['create', 'namespace', namespace])
  if (made.code !== 0) throw new Error(made.stderr)
  const answers: Answer[] = []
  try {
    for (const step of row.steps) answers.push(await answer(kubectl, namespace, step))
  } finally {
    await ask(kubectl, ['delete', 'namespace', namespace, '--wait=false'])
  }
  return answers
}

async function answer(kubectl: Kubectl, namespace: string, step: Step): Promise<Answer> {
  const args = ['-n', namespace, ...words(step.run)]
  const { code, stdout, stderr } = await lastAnswer(kubectl, args, step)
  const said = (text: string) => (step.quiet ? [] : normalise(text.replaceAll(namespace, 'NS'), /^(get|events)\b/.test(step.run)))
  return { run: step.run, code, out: said(stdout), err: said(stderr) }
}

async function lastAnswer(kubectl: Kubectl, args: readonly string[], { until, input, stopAt, run: command }: Step): Promise<Result> {
  if (stopAt) return watch(kubectl, args, stopAt)
  const end = Date.now() + UNTIL_MS
  for (;;) {
    const result = await ask(kubectl, args, input)
    if (until === undefined || until.test(result.stdout + result.stderr)) return result
    if (Date.now() > end) throw new Error(`kubectl ${command} never showed ${until}; the last answer was\n${result.stdout}${result.stderr}`)
    await sleep(AGAIN_MS)
  }
}

function ask({ command, kubeconfig, cache }: Kubectl, args: readonly string[], input = ''): Promise<Result> {
  return run(command, args, { env: environment({ command, kubeconfig, cache }), input })
}

function environment({ kubeconfig, cache }: Kubectl): NodeJS.ProcessEnv {
  return { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: cache, KUBERC: 'off' }
}

/** Runs a command that goes on for ever until it has printed what is waited for. Its exit code counts as 0. */
async function watch(kubectl: Kubectl, args: readonly string[], stopAt: RegExp): Promise<Result> {
  const child = spawn(kubectl.command, args, { env: environment(kubectl) })
  let stdout = ''
  const seen = new Promise<void>((found, lost) => {
    const timer = setTimeout(() => lost(new Error(`kubectl ${args.join(' ')} never showed ${stopAt}; it printed\n${stdout}`)), STOP_MS)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (!stopAt.test(stdout)) return
      clearTimeout(timer)
      found()
    })
    child.once('error', lost)
  })
  try {
    await seen
  } finally {
    child.kill('SIGTERM')
  }
  return { code: 0, stdout, stderr: '' }
}
