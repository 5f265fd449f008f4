import { useEffect, useEffectEvent } from 'react'

/** Runs once, when the component is there. */
export function useOnMount(run: () => void): void {
  const event = useEffectEvent(run)
  useEffect(() => event(), [])
}
