/** Letters and digits of generated names. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789'

/** What is never the same twice, in the order in which it is replaced. */
const changing: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID'],
  [/sha256:[0-9a-f]{64}/g, 'DIGEST'],
  [/\b[0-9a-f]{64}\b/g, 'ID'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME'],
  [/(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (\d\d )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) .*?\d\d:\d\d:\d\d( (UTC|[+-]\d{4}))?( \d{4})?/g, 'TIME'],
  [new RegExp(`-[${SAFE}]{8,10}-[${SAFE}]{5}\\b`, 'g'), '-HASH-NAME'],
  [new RegExp(`-[${SAFE}]{8,10}\\b`, 'g'), '-HASH'],
  [new RegExp(`([a-z0-9])-[${SAFE}]{5}\\b`, 'g'), '$1-NAME'],
  [new RegExp(`pod-template-hash=[${SAFE}]{8,10}`, 'g'), 'pod-template-hash=HASH'],
  [/https?:\/\/127\.0\.0\.1:\d+/g, 'SERVER'],
  [/\b(10|172|192)\.\d+\.\d+\.\d+\b/g, 'IP'],
  [/\b3[0-2]\d{3}(?=\/(TCP|UDP))/g, 'NODEPORT'],
  [/\b(node-1|minikube)\b/g, 'NODE'],
  [/v1\.36\.3\+[a-z.-]+/g, 'v1.36.3'],
  [/(Client Version: v\d+\.\d+)\S*/g, '$1'],
  [/(Kustomize Version: )\S+/g, '$1VERSION'],
  [/(?<!back-off )\b(\d+d)?(\d+h)?(\d+m)?\d+(\.\d+)?(ms|s|m|h|d)\b/g, 'AGE'],
  [/<invalid>/g, 'AGE'],
]

/** Lines without what differs from run to run: names, times, addresses; columns keep one space. Rows of lists are sorted, since generated names are. */
export function normalise(text: string, isList: boolean): string[] {
  const lines = text.split('\n').map((line) => {
    const same = changing.reduce((all, [pattern, word]) => all.replace(pattern, word), line)
    return same.replaceAll(/\s+/g, ' ').trimEnd()
  })
  while (lines.at(-1) === '') lines.pop()
  if (!isList || lines.length < 3) return lines
  const [head = '', ...rows] = lines
  return [head, ...rows.sort()]
}
