import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type Address, opening } from '../address.ts'
import { useOnPage } from '../ui/use-on-page.ts'

export function useOpenAsset(): (id: string) => void {
  const navigate = useNavigate()
  const onPage = useOnPage('/assets')
  return useCallback(
    (id) => {
      const search = (before: Address) => opening(id, before, onPage)
      void navigate({ to: '/assets', search: search as never })
    },
    [navigate, onPage],
  )
}
