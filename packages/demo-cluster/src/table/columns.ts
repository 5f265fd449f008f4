import type { JsonObject } from '../objects.ts'
import { GENERATED_COLUMNS, GENERATED_DESCRIPTIONS } from '../schema/generatedResources.ts'

type GeneratedColumn = readonly [name: string, type: string, format: string, priority: number, description: number]

const DESCRIPTIONS: readonly string[] = JSON.parse(GENERATED_DESCRIPTIONS)
const COLUMNS: ReadonlyMap<string, readonly JsonObject[]> = read(JSON.parse(GENERATED_COLUMNS))

/** Of kinds that nobody prints: the same as those of every kind. */
const PLAIN_COLUMNS: readonly JsonObject[] = [
  { ...column(['Name', 'string', 'name', 0, 0]), description: descriptionOf('Name') },
  { ...column(['Created At', 'date', '', 0, 0]), description: descriptionOf('Age') },
]

/** The columns of a kind's table as the apiserver declares them; those of priority 1 are the wide ones. */
export function columnsOf(kind: string): readonly JsonObject[] {
  return COLUMNS.get(kind) ?? PLAIN_COLUMNS
}

function read(kinds: Readonly<Record<string, readonly GeneratedColumn[]>>): ReadonlyMap<string, readonly JsonObject[]> {
  return new Map(Object.entries(kinds).map(([kind, columns]) => [kind, columns.map(column)]))
}

function column([name, type, format, priority, description]: GeneratedColumn): JsonObject {
  return { name, type, format, description: DESCRIPTIONS[description] ?? '', priority }
}

function descriptionOf(name: string): string {
  const found = COLUMNS.get('Pod')?.find((one) => one['name'] === name)?.['description']
  return typeof found === 'string' ? found : ''
}
