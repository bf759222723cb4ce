import { useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { type Address, opening } from '../address.ts'
import { worksPages } from './use-works-filter.ts'

/** Opens a works in the drawer: beside its list where that is open, else on the map. The filters of works stay, the window may change. */
export function useOpenWorks(): (id: string, window?: Period) => void {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const onPage = worksPages.includes(pathname)
  const to = onPage ? pathname : '/'
  return useCallback(
    (id, window) => {
      const days = window ? { from: window.start, to: window.end } : {}
      const search = (before: Address) => opening(id, { ...before, ...days }, onPage)
      void navigate({ to, search: search as never })
    },
    [navigate, to, onPage],
  )
}
