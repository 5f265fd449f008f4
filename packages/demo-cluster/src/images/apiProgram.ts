import type { AuthorisedApi } from '../access/authorisedApi.ts'
import type { User } from '../apiserver/Api.ts'
import type { Process } from '../containers/Process.ts'
import type { Waiting } from '../containers/Wait.ts'
import type { Status } from '../Status.ts'

export type ApiFor = (user: User) => AuthorisedApi

/** The cluster's API as the pod's service account may use it. */
export type Client = { readonly api: AuthorisedApi; readonly user: User; readonly namespace: string }

/** Thrown by a program that gives up as Go's does. */
class Panic extends Error {}

export function mustDo(status: Status): never {
  throw new Panic(status.message)
}

/** Runs a client of the API; a panic prints what Go prints, and exits with 2. */
export function* withApi(process: Process, apiFor: ApiFor | undefined, body: (client: Client) => Waiting<number>): Waiting<number> {
  const user = process.sandbox.serviceAccount
  const namespace = user.name.split(':')[2] ?? 'default'
  process.onSignal('TERM', 'catch')
  try {
    if (apiFor === undefined) throw new Panic('unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined')
    return yield* body({ api: apiFor(user), user, namespace })
  } catch (error) {
    if (!(error instanceof Panic)) throw error
    process.complain(`panic: ${error.message}\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:42 +0x1d4\n`)
    return 2
  }
}

export function said(process: Process, text: string): void {
  const iso = new Date(process.sandbox.clock.now()).toISOString()
  process.print(`${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 19)} ${text}\n`)
}
