import { createContext, use, useSyncExternalStore } from 'react'
import type { Address } from './Address.ts'

export const AddressContext = createContext<Address | null>(null)

export function useAddress(): Address {
  const address = use(AddressContext)
  if (!address) throw new Error('AddressContext is missing above this component')
  return address
}

/** The address as text; draws again when it changes. */
export function useHref(): string {
  const address = useAddress()
  return useSyncExternalStore(address.subscribe, address.get)
}
