import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** One planted violation of each rule of "who may import whom": the file, its guilty line, and the sentence the linter must answer with. */
const planted: readonly [file: string, line: string, sentence: string][] = [
  ['packages/shared/src/a.ts', "import 'express'", 'shared imports zod and itself only'],
  ['packages/shared/src/b.ts', "import '../../apps/x.ts'", 'shared imports zod and itself only'],
  ['apps/bff/src/kube/a.ts', "import '../topics/x.ts'", 'kube talks to the apiserver and to nothing else'],
  ['apps/bff/src/kube/b.ts', "import 'ws'", 'kube talks to the apiserver and to nothing else'],
  ['apps/bff/src/kube/c.ts', "import '@binnacle/demo-cluster'", 'chosen in kube/connect.ts alone'],
  ['apps/bff/src/topics/d.ts', "import '@binnacle/demo-cluster'", 'chosen in kube/connect.ts alone'],
  ['apps/bff/src/d.ts', "import '@binnacle/demo-cluster'", 'chosen in kube/connect.ts alone'],
  ['packages/demo-cluster/src/a.ts', "import '@binnacle/shared'", 'it knows nothing of who uses it'],
  ['packages/demo-cluster/src/b.ts', "import '../../../apps/bff/src/x.ts'", 'it knows nothing of who uses it'],
  ['apps/bff/src/projections/a.ts', "import '../kube/x.ts'", 'projections are pure'],
  ['apps/bff/src/projections/b.ts', "import 'node:fs'", 'projections are pure'],
  ['apps/bff/src/topics/a.ts', "import '../commands/x.ts'", 'topics read; they never command'],
  ['apps/bff/src/topics/b.ts', "import 'express'", 'topics know no transport'],
  ['apps/bff/src/commands/a.ts', "import '../topics/x.ts'", 'neither touches the live side'],
  ['apps/bff/src/reads/a.ts', "import '../projections/x.ts'", 'neither touches the live side'],
  ['apps/bff/src/topics/c.ts', "import '../runs/x.ts'", 'topics read; they never command'],
  ['apps/bff/src/runs/a.ts', "import '../topics/x.ts'", 'they know neither who looks nor who asks'],
  ['apps/bff/src/runs/b.ts', "import 'ws'", 'runs know no transport'],
  ['apps/bff/src/commands/b.ts', "import '../runs/x.ts'", 'neither touches the live side'],
  ['apps/bff/src/reads/b.ts', "import '../podKinds.ts'", 'neither touches the live side'],
  ['apps/bff/src/access/a.ts', "import '../transport/x.ts'", 'access knows the apiserver and the contract only'],
  ['apps/bff/src/transport/a.ts', "import '../kube/x.ts'", 'no Kubernetes in transport'],
  ['apps/bff/src/transport/b.ts', "import '@kubernetes/client-node'", 'no Kubernetes in transport'],
  ['apps/web/src/topics/a.ts', "import '../ui/x.ts'", 'the read side does not know who draws it'],
  ['apps/web/src/commands/a.ts', "import '../topics/x.ts'", 'a command never touches a table'],
  ['apps/web/src/features/pods/a.ts', "import '../events/x.ts'", 'a feature never imports another feature'],
  ['apps/web/src/page/a.ts', "import '../features/pods/x.ts'", 'what several pages share knows none of them'],
  ['apps/web/src/ui/a.ts', "import '@binnacle/shared'", 'ui could be used by an app about anything'],
  ['apps/web/src/ui/b.ts', "import '../topics/x.ts'", 'ui could be used by an app about anything'],
  ['apps/web/src/c.ts', "import '../../bff/src/x.ts'", 'the browser never imports the BFF'],
  ['e2e/journeys/a.ts', "import '../../apps/web/src/x.ts'", 'no app source'],
  ['apps/bff/src/one.ts', "import { two } from './two.ts'\nexport const one = () => two", 'no-cycle'],
  ['apps/bff/src/two.ts', "import { one } from './one.ts'\nexport const two = () => one", 'no-cycle'],
  ['apps/bff/src/any.ts', 'export const x: any = 1', 'no-explicit-any'],
  ['apps/bff/src/bang.ts', 'export const y = (a?: string) => a!.length', 'no-non-null-assertion'],
  ['apps/bff/src/default.ts', 'export default 1', 'no-default-export'],
  ['apps/bff/src/timer.ts', 'setTimeout(() => {}, 1)', 'time is injected'],
]

type Finding = { filename: string; message: string; code?: string; help?: string }

describe('who may import whom', () => {
  const tree = mkdtempSync(join(tmpdir(), 'binnacle-rules-'))
  let findings: Finding[] = []

  beforeAll(() => {
    cpSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))
    for (const [file, line] of planted) {
      mkdirSync(dirname(join(tree, file)), { recursive: true })
      writeFileSync(join(tree, file), `${line}\n`)
    }
    findings = lint(tree)
  })
  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  it.each(planted)('%s: %s', (file, _line, sentence) => {
    const said = findings.filter((finding) => finding.filename.endsWith(file)).map((finding) => `${finding.code} ${finding.message} ${finding.help}`)
    expect(said.join('\n')).toContain(sentence)
  })
})

function lint(cwd: string): Finding[] {
  const oxlint = join(root, 'node_modules/.bin/oxlint')
  try {
    execFileSync(oxlint, ['--format=json'], { cwd, encoding: 'utf8' })
    return []
  } catch (error) {
    const { stdout } = error as { stdout: string }
    return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics
  }
}
