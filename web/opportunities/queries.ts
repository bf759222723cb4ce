import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { OpportunitySummary, SeenOpportunity } from '../../server/opportunities/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const pageSize = 60

export function opportunitiesListQuery(query: Record<string, string | undefined>) {
  return infiniteQueryOptions({
    queryKey: ['opportunities', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<Page<OpportunitySummary>>('/api/opportunities', { ...query, limit: pageSize, cursor: pageParam }, signal),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function opportunityQuery(number: string) {
  return queryOptions({
    queryKey: ['opportunities', 'one', number],
    queryFn: ({ signal }) =>
      answered(get<SeenOpportunity>(`/api/opportunities/${encodeURIComponent(number)}`, {}, signal)),
  })
}
