/** `$(NAME)` replaced by what `value` gives for it, `$$` by `$`; references to what is not there stay as they are, as in env, command and args of containers. */
export function expand(text: string, value: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, second: string, name: string) => (second === '$' ? '$' : (value(name) ?? whole)))
}
