import { readFileSync } from 'node:fs'

/** A process id alone may be given to a stranger later; together with the start time it names one process for good. */
export interface ProcessIdentity {
  pid: number
  startTime: string
}

/** Who runs under this id now; undefined when nobody does (a zombie does not run). */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  // The name, in brackets, may hold spaces: count the fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTime] = [fields[0], fields[19]]
  return state === 'Z' || startTime === undefined ? undefined : { pid, startTime }
}

export function isRunning(identity: ProcessIdentity): boolean {
  return processIdentity(identity.pid)?.startTime === identity.startTime
}
