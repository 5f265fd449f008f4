import type { Status } from '../Status.ts'
import type { Conflict } from './applyFields.ts'
import { paths } from './FieldSet.ts'
import type { ManagerKey } from './Managers.ts'
import { pathText } from './pathElement.ts'

/** The 409 of an apply that would take fields from others: one cause for each field and manager. */
export function conflictStatus(conflicts: readonly Conflict[]): Status {
  const all = conflicts.flatMap(({ key, fields }) => paths(fields).map((path) => ({ manager: managerText(key), field: pathText(path) })))
  const causes = all.map(({ manager, field }) => ({ reason: 'FieldManagerConflict', message: `conflict with ${manager}`, field }))
  return { code: 409, reason: 'Conflict', message: message(all), details: { causes } }
}

type Cause = { readonly manager: string; readonly field: string }

function message(all: readonly Cause[]): string {
  const [only] = all
  if (all.length === 1 && only) return `Apply failed with 1 conflict: conflict with ${only.manager}: ${only.field}`
  const managers = [...new Set(all.map(({ manager }) => manager))].sort()
  const lines = managers.flatMap((name) => [`conflicts with ${name}:`, ...all.filter(({ manager }) => manager === name).map(({ field }) => `- ${field}`)])
  return `Apply failed with ${all.length} conflicts: ${lines.join('\n')}`
}

function managerText({ manager, operation, apiVersion, subresource }: ManagerKey): string {
  const name = subresource === undefined ? JSON.stringify(manager) : `${JSON.stringify(manager)} with subresource ${JSON.stringify(subresource)}`
  return operation === 'Update' ? `${name} using ${apiVersion}` : name
}
