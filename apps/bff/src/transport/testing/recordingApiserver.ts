import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@binnacle/shared'
import { openContexts } from '../../kube/connect.ts'

export type Recorded = { method: string; path: string; body: string; auditId: string | null }

/** Something that listens where a kubeconfig says a cluster is, answers as told, and remembers all it was asked. */
export async function recordingApiserver(clock: Clock, answer: (request: Recorded) => { code: number; body: unknown }) {
  const folder = mkdtempSync(join(tmpdir(), 'binnacle-'))
  const requests: Recorded[] = []
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const auditId = req.headers['audit-id']
      const recorded = {
        method: req.method ?? '',
        path: req.url ?? '',
        body: Buffer.concat(chunks).toString(),
        auditId: typeof auditId === 'string' ? auditId : null,
      }
      requests.push(recorded)
      const { code, body } = answer(recorded)
      res.writeHead(code, { 'content-type': 'application/json' })
      res.end(JSON.stringify(body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'kind',
    clusters: [{ name: 'kind', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'ada', user: { token: 'token-of-ada' } }],
    contexts: [{ name: 'kind', context: { cluster: 'kind', user: 'ada' } }],
  }
  writeFileSync(join(folder, 'config'), JSON.stringify(kubeconfig))
  const contexts = openContexts({ kubeconfig: join(folder, 'config'), home: folder, clock })
  return {
    requests,
    contexts,
    /** What was asked for beyond looking whether the cluster is there. */
    asked: () => requests.filter(({ path }) => !/^\/(readyz|livez|version)|\/kube-system|%3Dkube-system|selfsubjectreviews$/.test(path)),
    close() {
      contexts.close()
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export const status = (code: number, reason: string, message: string) => ({
  code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, code, message },
})
