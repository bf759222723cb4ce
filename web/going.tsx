import { createContext, type MouseEvent, useContext } from 'react'
import { type Address, pageToReturnTo, parseSearch, readAddress, stringifySearch, travelling } from './address-text.ts'
import { entersField } from './ui/beneath.ts'

/** Where the reader is, and what leads elsewhere: by the router, or on a page that does without one. */
export interface Going {
  pathname: string
  address: Address
  go: (href: string, options?: { replace?: boolean }) => void
}

const GoingContext = createContext<Going | null>(null)
export const GoingProvider = GoingContext.Provider

export function useGoing(): Going {
  const going = useContext(GoingContext)
  if (!going) throw new Error('useGoing outside of GoingProvider')
  return going
}

/** The address of another page, with what holds on every page. */
export function hrefOf(path: string, address: Address, more: Partial<Address> = {}): string {
  return path + stringifySearch({ ...readAddress({ ...travelling(address), ...more }) })
}

/** This page with another member in its address; what stands behind the `#` is the page's own, and stays. */
export function hrefHere(change: Partial<Address>): string {
  const { pathname, search, hash } = window.location
  return pathname + stringifySearch({ ...readAddress({ ...parseSearch(search), ...change }) }) + hash
}

/** The way to sign in from here, and back: to what a notice led to, and in the field to what waits to be sent. */
export function signInFrom(before: Address): Address {
  const back = pageToReturnTo(window.location.pathname + window.location.search)
  return { ...travelling(before), ...(back ? { back } : {}) }
}

/** For a link that leads within: the browser follows it by itself where another window is asked for, and into the field. */
export function useFollow(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const { go, pathname } = useGoing()
  return (event) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    const href = event.currentTarget.getAttribute('href') ?? '/'
    if (event.defaultPrevented || event.button !== 0 || elsewhere || entersField(pathname, href)) return
    event.preventDefault()
    go(href)
  }
}
