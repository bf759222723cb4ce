import { useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type Address, opening, readAddress } from '../../address.ts'
import { useOpenWorks } from '../open.ts'
import { isAdding, setAdding } from './adding.ts'
import { asMembers, chosenOf, togetherPages, toggledAmong } from './rules.ts'

/** The address with one works more beside what is open, or without it where it is there already. */
export function withToggled(before: Address, id: string): Address {
  const chosen = chosenOf(before)
  return chosen.length > 0
    ? readAddress({ ...before, ...asMembers(toggledAmong(chosen, id)) })
    : opening(id, before, true)
}

/** Opens a works, or puts it beside those that are open where that is asked for (Shift, or the button that stands for it). */
export function useChooseWorks(): (id: string, isMore: boolean) => void {
  const open = useOpenWorks()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const mayCompare = togetherPages.includes(pathname)
  return useCallback(
    (id, isMore) => {
      const more = mayCompare && (isMore || isAdding())
      setAdding(false)
      // as the address is then: two may be added one after the other before the page is drawn anew
      const search = (before: Address) => withToggled(before, id)
      if (more) void navigate({ to: '.', search: search as never })
      else open(id)
    },
    [open, navigate, mayCompare],
  )
}
