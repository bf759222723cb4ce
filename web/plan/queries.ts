import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AgenciesPlan, StreetsPlan } from '../../server/analytics/contract.ts'
import { answered, get } from '../api.ts'

const pageSize = 30

export interface PlanAsked {
  year: number
  municipality?: string | undefined
  agency?: string | undefined
  category?: string | undefined
}

/** Under the works' own key: what changes a works changes the plan. */
export function streetsPlanQuery(asked: PlanAsked) {
  return infiniteQueryOptions({
    queryKey: ['works', 'plan', 'streets', asked],
    queryFn: ({ pageParam, signal }) =>
      answered(get<StreetsPlan>('/api/yearly-plan/streets', { ...asked, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function agenciesPlanQuery(asked: PlanAsked) {
  return queryOptions({
    queryKey: ['works', 'plan', 'agencies', asked],
    queryFn: ({ signal }) => answered(get<AgenciesPlan>('/api/yearly-plan/agencies', { ...asked }, signal)),
    placeholderData: keepPreviousData,
  })
}
