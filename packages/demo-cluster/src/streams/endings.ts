import type { Exit } from '../containers/Container.ts'
import type { JsonObject } from '../objects.ts'

/** What the error stream says at the end, as the kubelet writes it. */
export const succeeded: JsonObject = { metadata: {}, status: 'Success' }

export function exited({ exitCode }: Exit): JsonObject {
  if (exitCode === 0) return succeeded
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: command terminated with exit code ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  }
}

/** Of a command that could not be started; `why` in the runtime's words. */
export function execFailed(why: string): JsonObject {
  const cause = `Internal error occurred: error executing command in container: ${why.slice(why.indexOf('failed to exec in container'))}`
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${cause}`,
    reason: 'InternalError',
    details: { causes: [{ message: cause }] },
    code: 500,
  }
}
