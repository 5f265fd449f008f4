import type { Process, Program } from '../containers/Process.ts'
import { plain } from './answers.ts'
import { service } from './service.ts'

/** The tutorial's server.js: «Hello World!» on port 8080, a line for each request. Node as process 1 does not hear SIGTERM. */
export const helloNode: Program = service({
  port: 8080,
  deaf: true,
  answer: (process) => (request) => {
    process.print(`Received request for URL: ${request.path}\n`)
    return plain(process.sandbox.clock, 200, 'Hello World!')
  },
})

/** kubernetes-bootcamp: tells its pod and its version on port 8080. */
export function bootcamp(version: string): Program {
  return service({
    port: 8080,
    deaf: true,
    greeting: (process) => [`Kubernetes Bootcamp App Started At: ${started(process)} | Running On:  ${process.sandbox.hostname} `, ''],
    answer: (process) => {
      const { clock, hostname, startedAt } = process.sandbox
      let requests = 0
      return () => {
        const uptime = (clock.now() - startedAt) / 1_000
        process.print(
          `Running On: ${hostname} | Total Requests: ${++requests} | App Uptime: ${uptime} seconds | Log Time: ${new Date(clock.now()).toISOString()}\n`,
        )
        return plain(clock, 200, `Hello Kubernetes bootcamp! | Running on: ${hostname} | v=${version}\n`)
      }
    },
  })
}

function started(process: Process): string {
  return new Date(process.sandbox.startedAt).toISOString()
}

/** echoserver: tells a request back. */
export const echoServer: Program = service({
  port: 8080,
  answer: (process) => (request) => {
    const { clock, podIP, hostname } = process.sandbox
    const lines = [
      'CLIENT VALUES:',
      `client_address=${request.headers['x-forwarded-for'] ?? '127.0.0.1'}`,
      `command=${request.method}`,
      `real path=${request.path}`,
      'query=nil',
      'request_version=1.1',
      `request_uri=http://${request.headers['host'] ?? podIP}:8080${request.path}`,
      '',
      'SERVER VALUES:',
      'server_version=nginx: 1.10.0 - lua: 10001',
      `hostname=${hostname}`,
      '',
      'HEADERS RECEIVED:',
      ...Object.entries(request.headers).map(([name, value]) => `${name}=${value}`),
      'BODY:',
      request.body || '-no body in request-',
    ]
    return plain(clock, 200, lines.join('\n'))
  },
})
