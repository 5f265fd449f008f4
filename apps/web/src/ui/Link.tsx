import type { ComponentProps } from 'react'
import { useAddress } from './AddressContext.ts'

/** A link within the page: a plain click changes the address without loading; any other one is the browser's. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const address = useAddress()
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        address.go(href)
      }}
    />
  )
}
