/** How a field's value is built. `struct` and `map`/`list` elements nest; `any` is raw JSON that nobody looks into (`runtime.RawExtension`, FieldsV1). */
export type FieldType =
  | { readonly is: 'string' | 'bool' | 'int32' | 'int64' | 'double' | 'bytes' | 'any' }
  /** Written as a string or a number in JSON, kept as it came. */
  | { readonly is: 'intOrString' | 'quantity' | 'time' | 'microTime' | 'duration' }
  | { readonly is: 'struct'; readonly name: string }
  | { readonly is: 'list'; readonly of: FieldType }
  | { readonly is: 'map'; readonly of: FieldType }

export type Field = {
  /** Its name in JSON. */
  readonly name: string
  readonly type: FieldType
  /** Its number in protobuf. */
  readonly number: number
  /** A Go pointer: zero values are kept, and its absence means something. */
  readonly pointer: boolean
  readonly omitEmpty: boolean
  readonly patchStrategy: readonly ('merge' | 'replace' | 'retainKeys')[]
  readonly patchMergeKey: string | null
  readonly listType: 'atomic' | 'set' | 'map' | null
  readonly listMapKeys: readonly string[]
  /** Maps and structs that server-side apply owns as a whole. */
  readonly atomic: boolean
}

/** One Go struct with inlined structs put in. `atomic` where its own marker says that server-side apply owns it as a whole. */
export type Struct = { readonly name: string; readonly fields: ReadonlyMap<string, Field>; readonly atomic: boolean }

/** The types of Kubernetes' API as the generated file holds them, read lazily: making the lookup costs nothing. */
export type Schema = {
  /** The struct of a kind, `apps/v1` and `Deployment`; undefined for kinds that are not in the file. */
  readonly kind: (apiVersion: string, kind: string) => Struct | undefined
  readonly struct: (name: string) => Struct
}
