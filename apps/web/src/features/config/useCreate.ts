import type { Outcome, WrittenData } from '@binnacle/shared'
import { useMemo } from 'react'
import { useActions } from '../../page/useAction.ts'
import type { ConfigKind } from './ConfigKind.ts'
import type { Draft } from './Draft.ts'
import { draftData } from './draftData.ts'

type New = { readonly namespace: string; readonly name: string; readonly immutable: boolean; readonly draft: Draft }

/** Sends what the form holds. The values go into the request and are kept nowhere else. */
export function useCreate(kind: ConfigKind): (made: New) => Promise<Outcome<WrittenData>> {
  const { act } = useActions()
  return useMemo(() => {
    return ({ namespace, name, immutable, draft }) => {
      const input = { namespace, name, immutable, data: draftData(draft) }
      const how = { notice: 'refusals elsewhere' } as const
      return kind === 'secrets' ? act('secrets.create', { ...input, type: draft.type }, how) : act('configmaps.create', input, how)
    }
  }, [act, kind])
}
