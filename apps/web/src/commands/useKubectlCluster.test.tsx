import type { ContextSummary } from '@binnacle/shared'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import { ApiContext } from './ApiContext.ts'
import { Api } from './api.ts'
import { useToldCluster } from './useKubectlCluster.ts'
import { useSessionWatch } from './useSessionInfo.ts'

const mini: ContextSummary = { name: 'mini', cluster: 'mini', user: 'me', server: 'https://127.0.0.1:1', namespace: null, current: true }
const demo: ContextSummary = { ...mini, name: 'demo', current: false, simulated: true }

const useToldWhileWatched = (context: string) => {
  useSessionWatch(context)
  return useToldCluster(context)
}

/** How lines name a context, and a Binnacle that says another thing each time it is asked, the last one for ever. */
function told(context: string, ...demos: readonly ContextSummary[]) {
  let asked = 0
  const api = new Api({ bearer: 'b', end: () => undefined }, () => {
    const contexts = [mini, demos[Math.min(asked++, demos.length - 1)]]
    return Promise.resolve(Response.json({ build: 'b', mode: 'local', contexts, problem: null, protectedNamespaces: [] }))
  })
  const queries = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ApiContext value={api}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ApiContext>
  )
  const { result } = renderHook(() => useToldWhileWatched(context), { wrapper })
  return { cluster: () => result.current, asked: () => asked }
}

it('a context of the kubeconfig is named as soon as Binnacle has answered', async () => {
  const { cluster } = told('mini', demo)
  expect(cluster()).toBeNull()
  await waitFor(() => expect(cluster()).toEqual({ context: 'mini' }))
})

it('the demo cluster is named by its kubeconfig, and not before that is there', async () => {
  const kubeconfig = { path: '/tmp/d/kubeconfig', away: false }
  const { cluster, asked } = told('demo', demo, { ...demo, kubeconfig })
  await waitFor(() => expect(asked()).toBe(1))
  expect(cluster()).toBeNull()
  await waitFor(() => expect(cluster()).toEqual({ kubeconfig: '/tmp/d/kubeconfig', away: false }))
})

it('a demo cluster that can have no kubeconfig holds nothing up', async () => {
  const { cluster } = told('demo', { ...demo, kubeconfig: null })
  await waitFor(() => expect(cluster()).toEqual({ context: 'demo' }))
})
