import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'

const TIMEOUT_MS = 2000

/** GET as admin; undefined when nobody answers in time or the answer is not 200. */
export function askApiserver(dir: string, server: string, path: string): Promise<string | undefined> {
  const pki = (file: string): Buffer => readFileSync(join(dir, 'pki', file))
  return new Promise((resolve) => {
    const options = { ca: pki('ca.crt'), cert: pki('admin.crt'), key: pki('admin.key'), agent: false, timeout: TIMEOUT_MS }
    const asked = request(new URL(path, server), options, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve(answer.statusCode === 200 ? text : undefined))
      answer.on('error', () => resolve(undefined))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(undefined))
    asked.end()
  })
}
