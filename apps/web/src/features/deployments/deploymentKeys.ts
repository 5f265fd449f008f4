import type { DeploymentRow } from '@binnacle/shared'
import type { DeploymentWish } from './useDeploymentQuestions.tsx'

/** What the keys of a deployment ask for, at its row and on its page. */
export function wishOfKey(key: string, { paused }: DeploymentRow): DeploymentWish | null {
  switch (key) {
    case '+':
      return { wish: 'scale', by: 1 }
    case '-':
      return { wish: 'scale', by: -1 }
    case 'R':
      return { wish: 'restart' }
    case 'i':
      return { wish: 'image' }
    case 'h':
      return { wish: paused ? 'resume' : 'pause' }
    case 'U':
      return { wish: 'undo', to: null }
    case 'Delete':
      return { wish: 'delete' }
    default:
      return null
  }
}
