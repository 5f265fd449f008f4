type Fields = Readonly<Record<string, unknown>>

/** The fields that a Go round trip keeps of `omitempty` ones: no zeros, no empty strings or lists, nothing undefined. */
export function omitEmpty<Of extends Fields>(fields: Of): Partial<{ [Field in keyof Of]: Exclude<Of[Field], undefined> }> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== 0 && value !== '' && !(Array.isArray(value) && value.length === 0))
  return Object.fromEntries(kept) as Partial<{ [Field in keyof Of]: Exclude<Of[Field], undefined> }>
}
