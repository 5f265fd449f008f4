import type { Json } from '../objects.ts'

/**
 * How a field's value is built. `struct` and `map`/`list` elements nest; `any` is raw JSON that nobody looks into (`runtime.RawExtension`, FieldsV1). `goName` is there
 * where Go has a name for the value (`v1.Protocol`, `v1.ResourceList`): error messages say it.
 */
export type FieldType = { readonly goName?: string } & (
  | { readonly is: 'string' | 'bool' | 'int32' | 'int64' | 'double' | 'bytes' | 'any' }
  /** Written as a string or a number in JSON, kept as it came. */
  | { readonly is: 'intOrString' | 'quantity' | 'time' | 'microTime' | 'duration' }
  | { readonly is: 'struct'; readonly name: string }
  | { readonly is: 'list'; readonly of: FieldType }
  | { readonly is: 'map'; readonly of: FieldType }
)

export type Field = {
  /** Its name in JSON. */
  readonly name: string
  readonly type: FieldType
  /** Its number in protobuf. */
  readonly number: number
  /** A Go pointer: zero values are kept, and its absence means something. */
  readonly pointer: boolean
  readonly omitEmpty: boolean
  /** Structs and times that are left out when zero, which `omitEmpty` alone does not do. */
  readonly omitZero: boolean
  /** Neither optional by its marker nor left out when empty: what `explain` shows as required. */
  readonly required: boolean
  readonly patchStrategy: readonly ('merge' | 'replace' | 'retainKeys')[]
  readonly patchMergeKey: string | null
  readonly listType: 'atomic' | 'set' | 'map' | null
  readonly listMapKeys: readonly string[]
  /** What the apiserver's own markers give it when it is absent: also where a list's key is (`protocol` of ports). */
  readonly default?: Json
  /** Maps and structs that server-side apply owns as a whole. */
  readonly atomic: boolean
}

/** What a number in protobuf stands for: a field, or a struct that JSON has inlined and protobuf has not. */
export type WireField = { readonly field: Field } | { readonly inlined: string }

/** One Go struct with inlined structs put in. `atomic` where its own marker says that server-side apply owns it as a whole. */
export type Struct = {
  readonly name: string
  readonly fields: ReadonlyMap<string, Field>
  readonly wire: ReadonlyMap<number, WireField>
  readonly atomic: boolean
}

/** The types of Kubernetes' API as the generated file holds them, read lazily: making the lookup costs nothing. */
export type Schema = {
  /**
   * The struct of a kind, `apps/v1` and `Deployment`; undefined for kinds that are not in the file. Kinds of options (`DeleteOptions`) and `Status` are found in every
   * version, as clients send them.
   */
  readonly kind: (apiVersion: string, kind: string) => Struct | undefined
  readonly struct: (name: string) => Struct
}
