import type { KubectlView } from '@binnacle/shared'
import type { Bench } from './Bench.ts'

type LogsView = KubectlView & { view: 'logs' }

/** Logs: the node is asked the same question, and the same bytes come back, as when the apiserver's log endpoint is read the way Binnacle reads it. */
export async function proveLogs(bench: Bench): Promise<void> {
  for (const view of logsViews()) {
    const expected = await readLog(bench, view)
    for (const line of bench.lines(view)) {
      const { code, stdout, stderr } = await bench.run(line)
      bench.judge(line.text, code === 0 && stdout === expected && expected !== '' ? null : `should print ${expected}  printed ${stdout}${stderr}`)
    }
  }
}

function logsViews(): LogsView[] {
  const pod = { view: 'logs', namespace: 'lines-a', name: 'logging' } as const
  const both = [false, true]
  return ['web', 'log'].flatMap((container) =>
    both.flatMap((previous) =>
      both.flatMap((follow) => [
        { ...pod, container, previous, follow },
        { ...pod, container, previous, follow, tail: 200 },
        { ...pod, container, previous, follow, tail: 0 },
      ]),
    ),
  )
}

async function readLog(bench: Bench, { namespace, name, container, previous, follow, tail }: LogsView): Promise<string> {
  const query = new URLSearchParams({
    ...(container && { container }),
    ...(previous && { previous: 'true' }),
    ...(follow && { follow: 'true' }),
    ...(tail !== undefined && { tailLines: String(tail) }),
  })
  const response = await fetch(`${bench.api.url}/api/v1/namespaces/${namespace}/pods/${name}/log?${query.toString()}`)
  return response.text()
}
