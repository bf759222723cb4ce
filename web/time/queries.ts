import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Period } from '../../server/time/contract.ts'
import { answered, get } from '../api.ts'

export interface Week {
  start: string
  works: number
  conflicts: number
}

/** How many works and conflicts each week of the bar holds. */
export function useHistogram(domain: Period) {
  return useQuery({
    queryKey: ['works', 'histogram', domain],
    queryFn: ({ signal }) =>
      answered(get<{ weeks: Week[] }>('/api/works/histogram', { from: domain.start, to: domain.end }, signal)),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
