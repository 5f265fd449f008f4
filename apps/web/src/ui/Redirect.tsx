import { useEffect } from 'react'
import { useAddress } from './AddressContext.ts'

/** Goes there in the place of where we are. */
export function Redirect({ to }: { to: string }) {
  const address = useAddress()
  useEffect(() => address.go(to, { replace: true }), [address, to])
  return null
}
