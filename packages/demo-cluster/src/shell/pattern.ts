/** What a pattern of the shell matches, as a regular expression. A backslash takes the next character as it is. */
export function pattern(text: string, { greedy = true, within = 'any' }: { readonly greedy?: boolean; readonly within?: 'any' | 'name' } = {}): string {
  const any = within === 'name' ? '[^/]' : '[^]'
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    const set = character === '[' ? /^\[(!|\^)?(\]?[^\]]*)\]/.exec(text.slice(at)) : null
    if (set !== null) {
      made += `[${set[1] === undefined ? '' : '^'}${(set[2] ?? '').replace(/\[:(\w+):\]/g, (_, name: string) => CLASSES[name] ?? '').replace(/[\\[]/g, '\\$&')}]`
      at += set[0].length - 1
    } else if (character === '*') made += `${any}*${greedy ? '' : '?'}`
    else if (character === '?') made += any
    else {
      if (character === '\\') at++
      made += (text[at] ?? '\\').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    }
  }
  return made
}

const CLASSES: Readonly<Record<string, string>> = { alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', upper: 'A-Z', lower: 'a-z', space: ' \\t\\n\\r' }

export function matches(text: string, glob: string): boolean {
  return new RegExp(`^${pattern(glob)}$`, 'u').test(text)
}

/** So that every character of it stands for itself in a pattern. */
export function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&')
}
