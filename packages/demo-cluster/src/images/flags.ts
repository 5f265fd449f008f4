/** Flags as Go's programs read them: `--name=value`, `--name value`, one dash or two, and what is left. */
export function flags(args: readonly string[]): { readonly values: ReadonlyMap<string, string>; readonly rest: readonly string[] } {
  const values = new Map<string, string>()
  const rest: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (!arg.startsWith('-') || arg === '-') {
      rest.push(arg)
      continue
    }
    const [name = '', ...value] = arg.replace(/^--?/, '').split('=')
    values.set(name, value.length > 0 ? value.join('=') : (args[++at] ?? ''))
  }
  return { values, rest }
}

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a duration as Go writes it, `1h30m`; null where it is none. */
export function goDuration(text: string): number | null {
  if (text === '0') return 0
  if (!/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/.test(text)) return null
  let sum = 0
  for (const [, number = '0', , unit = 's'] of text.matchAll(/(\d+(\.\d+)?)(ns|us|ms|s|m|h)/g)) sum += Number(number) * (UNITS[unit] ?? 0)
  return sum
}
