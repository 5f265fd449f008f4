import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { residentMB } from './processUsage.ts'
import { median } from './statistics.ts'

/** How quick this machine is at the moment: JSON.parse of the same 10 MB text, in ms. */
export function parseTenMB(): number {
  const item = { metadata: { name: 'pod-000000', labels: { app: 'bench', tier: 'front' } }, status: { phase: 'Running', restartCount: 3, ready: true } }
  const text = JSON.stringify(Array.from({ length: 10_000_000 / (JSON.stringify(item).length + 1) }, () => item))
  return median(
    [0, 1, 2, 3, 4].map(() => {
      const begin = performance.now()
      JSON.parse(text)
      return performance.now() - begin
    }),
  )
}

/** Memory of a Node process that does nothing, in MB. */
export async function emptyNodeMB(): Promise<number> {
  const idle = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => undefined, 1000)'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(idle.stdout, 'data')
  await pause(200)
  const { now } = residentMB(idle.pid ?? process.pid)
  const gone = once(idle, 'exit')
  idle.kill('SIGKILL')
  await gone
  return now
}
