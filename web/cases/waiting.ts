import { queryOptions } from '@tanstack/react-query'
import type { CaseList } from '../../server/cases/contract.ts'
import { answered, get } from '../api.ts'

/** How many cases wait for whoever is signed in. */
export const casesWaitingQuery = queryOptions({
  queryKey: ['cases', 'waiting'],
  queryFn: ({ signal }) => answered(get<CaseList>('/api/cases', { mine: true, limit: 1 }, signal)),
  select: ({ waiting }) => waiting,
  staleTime: 60_000,
  retry: false,
})
