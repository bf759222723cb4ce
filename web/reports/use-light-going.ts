import { useEffect, useMemo, useRef, useState } from 'react'
import { parseSearch, readAddress } from '../address-text.ts'
import type { Going } from '../going.tsx'
import { activateLanguage, useSpeech } from '../i18n/language.tsx'

/** Without a router: within its page the address changes the language alone; for any other page there is `leave`. */
export function useLightGoing(leave: (href?: string) => void): Going {
  const [pathname] = useState(() => window.location.pathname)
  const [search, setSearch] = useState(() => window.location.search)
  const address = useMemo(() => readAddress(parseSearch(search)), [search])
  const latest = useRef(leave)
  latest.current = leave
  const { language } = useSpeech()
  const asked = address.lang
  useEffect(() => {
    if (asked !== language) void activateLanguage(asked)
  }, [asked, language])
  useEffect(() => {
    const stepped = () => {
      if (window.location.pathname === pathname) setSearch(window.location.search)
      else latest.current()
    }
    window.addEventListener('popstate', stepped)
    return () => window.removeEventListener('popstate', stepped)
  }, [pathname])
  return useMemo(
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
}
