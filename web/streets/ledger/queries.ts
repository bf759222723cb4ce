import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PavementEntries, PavementRule, StreetPavement } from '../../../server/inspections/ledger/contract.ts'
import type { Street } from '../../../server/streets/contract.ts'
import { answered, get } from '../../api.ts'

const pageSize = 200
const streetsPage = 50

export interface EntriesAsked {
  kind?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** How the condition of a surface is told, by the rule pack. */
export const pavementRuleQuery = queryOptions({
  queryKey: ['pavement', 'rule'],
  queryFn: ({ signal }) => answered(get<PavementRule>('/api/pavement-rule', {}, signal)),
  staleTime: Number.POSITIVE_INFINITY,
})

export function streetPavementQuery(id: string) {
  return queryOptions({
    queryKey: ['pavement', id],
    queryFn: ({ signal }) => answered(get<StreetPavement>(`/api/streets/${id}/pavement`, {}, signal)),
  })
}

export function entriesQuery(id: string, asked: EntriesAsked) {
  return infiniteQueryOptions({
    queryKey: ['pavement', id, 'entries', asked],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<PavementEntries>(
          `/api/streets/${id}/pavement/entries`,
          { ...asked, limit: pageSize, cursor: pageParam },
          signal,
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** Streets by a part of their name. */
export function streetsQuery(text: string) {
  return infiniteQueryOptions({
    queryKey: ['streets', 'named', text],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<{ items: Street[]; nextCursor: string | null }>(
          '/api/streets',
          { q: text || undefined, limit: streetsPage, cursor: pageParam },
          signal,
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}
