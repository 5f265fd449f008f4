import { createContext, use, useSyncExternalStore } from 'react'
import { type Action, Activity } from './Activity.ts'

/** Without a provider it is remembered until the page ends. */
export const ActivityContext = createContext(new Activity())

export function useActivity(): Activity {
  return use(ActivityContext)
}

/** One's own actions, newest first; renders when one changes. */
export function useOwnActions(): readonly Action[] {
  const activity = useActivity()
  return useSyncExternalStore(activity.subscribe, activity.get)
}
