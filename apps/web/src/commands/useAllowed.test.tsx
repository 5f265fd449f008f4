import type { CommandName } from '@binnacle/shared'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { showActing } from '../page/testing/showActing.tsx'
import { useAllowed } from './useAllowed.ts'

afterEach(cleanup)

function Says({ command, namespace }: { command: CommandName; namespace: string | null }) {
  return <p data-testid="says">{useAllowed(command, 'minikube', namespace) ?? 'nothing'}</p>
}

const said = () => screen.getByTestId('says').textContent

describe('whether a command may be given', () => {
  it('asks for every right that it needs, and names the one that is missing', async () => {
    const { reviews } = await showActing(<Says command="deployments.undo" namespace="shop" />, { allowed: ({ verb }) => verb !== 'patch' })
    await waitFor(() => expect(said()).toBe('You may not patch deployments in shop: it needs the verb "patch" on deployments.'))
    expect(reviews.map(({ verb, resource, namespace }) => `${verb} ${resource} ${namespace ?? '*'}`)).toEqual([
      'get deployments *',
      'list replicasets *',
      'patch deployments *',
      'patch deployments shop',
    ])
  })

  it('names all that are missing', async () => {
    await showActing(<Says command="deployments.undo" namespace="shop" />, { allowed: () => false })
    await waitFor(() => expect(said()).toContain('it needs the verb "get" on deployments, the verb "list" on replicasets and the verb "patch" on deployments.'))
  })

  it('says nothing where every right is there, be it in this namespace only', async () => {
    const { reviews } = await showActing(<Says command="deployments.undo" namespace="shop" />, { allowed: ({ namespace }) => namespace === 'shop' })
    await waitFor(() => expect(reviews.length).toBe(6))
    expect(said()).toBe('nothing')
  })

  it('names a subresource as RBAC does', async () => {
    await showActing(<Says command="deployments.scale" namespace="shop" />, { allowed: () => false })
    await waitFor(() => expect(said()).toContain('the verb "patch" on deployments/scale'))
  })

  it('asks nothing about a command whose rights depend on what it is given', async () => {
    const { reviews } = await showActing(<Says command="objects.apply" namespace="shop" />, { allowed: () => false })
    expect(said()).toBe('nothing')
    expect(reviews).toEqual([])
  })
})
