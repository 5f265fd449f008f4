// A process that watches all pods and throws the bytes away: the least that any server behind a live page must do.
import { Apiserver } from './Apiserver.ts'
import { answerRequests } from './Helper.ts'

export type WatchRequest = { start: { server: string; dir: string } } | { count: true }

export interface WatchAnswer {
  bytes: number
  /** CPU time of this process since the last answer, in ms. */
  cpuMs: number
}

let bytes = 0
let usedBefore = process.cpuUsage()

answerRequests(async (request: WatchRequest): Promise<WatchAnswer> => {
  if ('start' in request) await start(request.start)
  const used = process.cpuUsage(usedBefore)
  usedBefore = process.cpuUsage()
  const answer = { bytes, cpuMs: (used.user + used.system) / 1000 }
  bytes = 0
  return answer
})

async function start({ server, dir }: { server: string; dir: string }): Promise<void> {
  const apiserver = new Apiserver(server, dir)
  const { metadata } = await apiserver.json('/api/v1/namespaces?limit=1')
  const version = typeof metadata === 'object' && metadata !== null && 'resourceVersion' in metadata ? String(metadata.resourceVersion) : ''
  await apiserver.stream(`/api/v1/pods?watch=1&resourceVersion=${version}`, (part) => {
    bytes += part.length
  })
}
