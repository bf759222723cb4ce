import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type Address, opening } from '../address.ts'
import { useOnPage } from '../ui/use-on-page.ts'

export function useOpenSite(): (number: string) => void {
  const navigate = useNavigate()
  const onPage = useOnPage('/opportunities')
  return useCallback(
    (number) => {
      const search = (before: Address) => opening(number, before, onPage)
      void navigate({ to: '/opportunities', search: search as never })
    },
    [navigate, onPage],
  )
}
