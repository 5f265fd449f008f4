import type { Process } from '../containers/Process.ts'
import { sleep, type Waiting } from '../containers/Wait.ts'
import { flags, goDuration } from './flags.ts'
import { klog } from './goTexts.ts'

const METHODS = ['GET', 'POST', 'PUT']
const NAMESPACES = ['kube-system', 'default', 'ns']

/** agnhost's logs-generator: so many lines of made-up requests, spread evenly over a time. */
export function* logsGenerator(process: Process, args: readonly string[]): Waiting<number> {
  const { values } = flags(args)
  const { clock, random } = process.sandbox
  const total = Number(values.get('log-lines-total') ?? values.get('t') ?? 0)
  const wanted = values.get('run-duration') ?? values.get('d') ?? '0'
  const duration = goDuration(wanted) ?? 0
  if (!(total > 0)) return fatal(process, 64, `Invalid total number of lines: ${total}`)
  if (duration <= 0) return fatal(process, 68, `Invalid duration: ${wanted === '0' ? '0s' : wanted}`)
  for (let id = 0; id < total; id++) {
    const method = METHODS[random.below(3)] ?? 'GET'
    const url = `/api/v1/namespaces/${NAMESPACES[random.below(3)] ?? 'ns'}/pods/${random.suffix(3 + random.below(2))}`
    process.complain(klog(process, 'I', { at: 'logs_generator.go:76', text: `${id} ${method} ${url} ${200 + random.below(400)}` }))
    yield sleep(clock, duration / total)
  }
  return 0
}

function fatal(process: Process, line: number, text: string): number {
  process.complain(klog(process, 'F', { at: `logs_generator.go:${line}`, text }))
  return 255
}
