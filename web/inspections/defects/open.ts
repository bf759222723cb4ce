import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type Address, opening } from '../../address.ts'
import { useOnPage } from '../../ui/use-on-page.ts'

export function useOpenDefect(): (id: string) => void {
  const navigate = useNavigate()
  const onPage = useOnPage('/defects')
  return useCallback(
    (id) => {
      const search = (before: Address) => opening(id, before, onPage)
      void navigate({ to: '/defects', search: search as never })
    },
    [navigate, onPage],
  )
}
