import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type Address, readAddress } from '../address.ts'

export function useOpenReport(): (number: string) => void {
  const navigate = useNavigate()
  return useCallback(
    (number) => {
      const search = (before: Address) => readAddress({ ...before, sel: number })
      void navigate({ to: '/reports', search: search as never })
    },
    [navigate],
  )
}
