import { done, type Result, refused, type StatusCause } from '../../Status.ts'
import type { WriteOptions } from '../Api.ts'
import { invalidOptions } from '../listOptions.ts'
import type { Exchange } from './Exchange.ts'
import { warn } from './readRequest.ts'

type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions'
const MAX_MANAGER = 128

/** Reads who writes and how from a request's query; without a `fieldManager` it is what stands before the first slash of the user agent. */
export function writeOptionsOf(exchange: Exchange, kind: OptionsKind): Result<WriteOptions> {
  const { user, query, request } = exchange
  const causes: Required<StatusCause>[] = []
  const dryRun = query.getAll('dryRun').filter((value) => value !== '')
  if (dryRun.some((value) => value !== 'All')) causes.push(unsupported('dryRun', JSON.stringify(dryRun), '"All"'))
  const manager = query.get('fieldManager') ?? ''
  if (manager.length > MAX_MANAGER)
    causes.push({ reason: 'FieldValueTooLong', message: `Too long: may not be more than ${MAX_MANAGER} bytes`, field: 'fieldManager' })
  const validation = query.get('fieldValidation') ?? ''
  if (!['', 'Ignore', 'Strict', 'Warn'].includes(validation)) {
    causes.push(unsupported('fieldValidation', JSON.stringify(validation), '"", "Ignore", "Strict", "Warn"'))
  }
  if (causes.length > 0) return refused(invalidOptions(kind, causes))
  return done({
    user,
    fieldManager: manager || managerOf(request.headers['user-agent']),
    dryRun: dryRun.length > 0,
    warn: (text) => warn(exchange, text),
    fieldValidation: validation === 'Strict' || validation === 'Ignore' ? validation : 'Warn',
  })
}

function managerOf(userAgent = ''): string {
  const name = userAgent.split('/')[0]?.replaceAll(/[^\x20-\x7e]/g, '') ?? ''
  return name.slice(0, MAX_MANAGER) || 'unknown'
}

function unsupported(field: string, value: string, supported: string): Required<StatusCause> {
  return { reason: 'FieldValueNotSupported', message: `Unsupported value: ${value}: supported values: ${supported}`, field }
}
