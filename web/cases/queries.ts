import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Case, type CaseList, liveCaseStates } from '../../server/cases/contract.ts'
import { answered, get } from '../api.ts'

export const caseLists = ['mine', 'live', 'ended'] as const
export type CaseListName = (typeof caseLists)[number]

const pageSize = 40
export const casesAsked: Record<CaseListName, Record<string, string | boolean>> = {
  mine: { mine: true, state: liveCaseStates.join(',') },
  live: { state: liveCaseStates.join(',') },
  ended: { state: 'settled,closed' },
}

export function casesQuery(list: CaseListName) {
  return infiniteQueryOptions({
    queryKey: ['cases', 'list', list],
    queryFn: ({ pageParam, signal }) =>
      answered(get<CaseList>('/api/cases', { ...casesAsked[list], limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** In a language: what stands between the works is the server's words. */
export function caseQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['cases', 'one', id, language],
    queryFn: ({ signal }) => answered(get<Case>(`/api/cases/${id}`, {}, signal)),
    retry: false,
  })
}

/** The cases of a works that whoever asks may see. */
export function casesOfQuery(worksId: string) {
  return queryOptions({
    queryKey: ['cases', 'of', worksId],
    queryFn: ({ signal }) => answered(get<CaseList>('/api/cases', { works: worksId, limit: pageSize }, signal)),
    select: ({ items }) => items,
    retry: false,
  })
}
