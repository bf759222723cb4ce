import { useEffect, useMemo, useRef, useState } from 'react'
import { parseSearch, readAddress } from '../address-text.ts'
import type { Going } from '../going.tsx'
import { useAskedLanguage } from '../i18n/use-asked-language.ts'

/** Without a router: within its page the address changes the language alone; for any other page there is `leave`. */
export function useLightGoing(leave: (href?: string) => void): Going {
  const [pathname] = useState(() => window.location.pathname)
  const [search, setSearch] = useState(() => window.location.search)
  const address = useMemo(() => readAddress(parseSearch(search)), [search])
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    const stepped = () => {
      if (window.location.pathname === pathname) setSearch(window.location.search)
      else latest.current()
    }
    window.addEventListener('popstate', stepped)
    return () => window.removeEventListener('popstate', stepped)
  }, [pathname])
  const going: Going = useMemo(
    () => ({
      pathname,
      address,
      go(href, { replace = false } = {}) {
        if (new URL(href, window.location.href).pathname !== pathname) return latest.current(href)
        window.history[replace ? 'replaceState' : 'pushState'](null, '', href)
        setSearch(window.location.search)
      },
    }),
    [pathname, address],
  )
  useAskedLanguage(going)
  return going
}
