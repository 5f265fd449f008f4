import type { Outcome } from '@binnacle/shared'
import { useState } from 'react'
import { useApi } from '../../commands/ApiContext.ts'
import { useSend } from '../../commands/useSend.ts'
import { useAnnounce } from '../../ui/LiveRegion.tsx'
import { useTime } from '../../ui/Time.ts'
import { type Applied, type DocumentState, titleOf } from './documentWords.ts'
import type { TextDocument } from './splitDocuments.ts'

type Doing = 'check' | 'apply'
type Results = ReadonlyMap<string, DocumentState>

/** What is known of each document, and whose fields are taken over. `stateOf` is about the text as it stands: one that was edited is unchecked again. */
export type ApplyRun = {
  readonly running: Doing | null
  stateOf(document: TextDocument): DocumentState
  isForced(document: TextDocument): boolean
  /** One after the other, in order; a refused one does not stop those after it, as with kubectl. */
  run(doing: Doing, documents: readonly TextDocument[]): Promise<void>
  takeOver(document: TextDocument, force: boolean): Promise<void>
  makeNamespace(name: string, documents: readonly TextDocument[]): Promise<void>
}

const unchecked: DocumentState = { state: 'unchecked' }

export function useApply(context: string, namespace: string): ApplyRun {
  const one = useOne(context, namespace)
  const announce = useAnnounce()
  const [results, setResults] = useState<Results>(new Map())
  const [forced, setForced] = useState<ReadonlySet<string>>(new Set())
  const [running, setRunning] = useState<Doing | null>(null)
  const keyOf = ({ text }: TextDocument) => `${namespace}\n${text}`
  const set = (document: TextDocument, state: DocumentState) => setResults((was) => new Map(was).set(keyOf(document), state))

  const run = async (doing: Doing, documents: readonly TextDocument[], force = forced) => {
    if (running !== null) return
    setRunning(doing)
    for (const document of documents) {
      set(document, { state: 'asked', doing })
      set(document, await one(document, { doing, force: force.has(keyOf(document)) }))
    }
    setRunning(null)
    const count = `${documents.length} ${documents.length === 1 ? 'document' : 'documents'}`
    announce(doing === 'check' ? `Checked ${count}` : `Applied ${count}: see each for what came of it`)
  }
  return {
    running,
    stateOf: (document) => results.get(keyOf(document)) ?? unchecked,
    isForced: (document) => forced.has(keyOf(document)),
    run: (doing, documents) => run(doing, documents),
    takeOver: async (document, force) => {
      const next = new Set(forced)
      if (force) next.add(keyOf(document))
      else next.delete(keyOf(document))
      setForced(next)
      await run('check', [document], next)
    },
    makeNamespace: async (name, documents) => {
      const text = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`
      const state = await one({ text, line: 1 }, { doing: 'apply', force: false })
      if (state.state === 'answered') await run('check', documents)
      else for (const document of documents) set(document, state)
    },
  }
}

type How = { readonly doing: Doing; readonly force: boolean }

/** One document, asked about or sent. A dry run is no action of one's own, so the activity list does not hold it. */
function useOne(context: string, namespace: string): (document: TextDocument, how: How) => Promise<DocumentState> {
  const api = useApi()
  const send = useSend(context)
  const time = useTime()
  return async ({ text }, { doing, force }) => {
    const begun = time.now()
    const input = { document: text, namespace, dryRun: doing === 'check', force }
    const { kind, name, namespace: own } = titleOf(text, unchecked)
    const note = { wish: 'apply', line: null, target: { kind, name, namespace: own ?? namespace, uid: null } }
    const outcome: Outcome<Applied> = await (doing === 'check' ? api.command(context, 'objects.apply', input) : send('objects.apply', input, note).outcome)
    if (outcome.ok) return { state: 'answered', doing, output: outcome.output, ms: time.now() - begun }
    return { state: 'refused', doing, failure: outcome.failure }
  }
}
