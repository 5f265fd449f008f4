const ESC = '\u001b'
const BEL = '\u0007'
/** What somebody with the right to create a pod or an event could write, and how it must read. */
export const payloads: readonly (readonly [written: string, read: string])[] = [
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['<svg/onload=alert(2)>', '<svg/onload=alert(2)>'],
  ['</script><script>alert(3)</script>', '</script><script>alert(3)</script>'],
  ['javascript:alert(4)', 'javascript:alert(4)'],
  ['data:text/html,<script>alert(5)</script>', 'data:text/html,<script>alert(5)</script>'],
  [']]> "; alert(6)// ${7*7} {{7*7}}', ']]> "; alert(6)// ${7*7} {{7*7}}'],
  ['[press me](https://foreign.example/?a)', '[press me](https://foreign.example/?a)'],
  ['![](https://foreign.example/pixel.png)', '![](https://foreign.example/pixel.png)'],
  ['=cmd()|calc', '=cmd()|calc'],
  ['__proto__', '__proto__'],
  [`clear ${ESC}[2J screen`, 'clear \\x1b[2J screen'],
  [`title ${ESC}]0;owned${BEL}`, 'title \\x1b]0;owned\\x07'],
  [`link ${ESC}]8;;https://foreign.example/${BEL}press${ESC}]8;;${BEL}`, 'link \\x1b]8;;https://foreign.example/\\x07press'],
  [`clipboard ${ESC}]52;c;ZXZpbA==${BEL}`, 'clipboard \\x1b]52;c;ZXZpbA==\\x07'],
  [`device ${ESC}P+q544e${ESC}\\`, 'device \\x1bP+q544e\\x1b\\'],
  ['gone\rcome', 'gone\\rcome'],
  ['rm\b\bls', 'rm\\b\\bls'],
  ['user \u202etxt.exe', 'user \\u202etxt.exe'],
  ['isolate \u2066admin', 'isolate \\u2066admin'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['family 👩‍👩‍👧 جدول', 'family 👩‍👩‍👧 جدول'],
]
