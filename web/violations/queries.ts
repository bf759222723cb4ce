import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import {
  type Articles,
  openStates,
  type Violations,
  type WholeViolation,
} from '../../server/inspections/violations/contract.ts'
import { answered, get } from '../api.ts'

export const violationLists = ['waiting', 'open', 'ended'] as const
export type ViolationListName = (typeof violationLists)[number]

const pageSize = 40
const ended = 'paid,remedied,withdrawn,noted'

/** What a list asks for; what waits, waits for the office or for the reader's own organisation. */
export function askedOf(list: ViolationListName, isOffice: boolean): Record<string, string | boolean> {
  if (list === 'ended') return { state: ended }
  if (list === 'open') return { state: ['proposed', ...openStates].join(',') }
  return isOffice ? { state: 'proposed,claimed,objected' } : { state: 'warned,issued,due', mine: true }
}

export function violationsQuery(list: ViolationListName, isOffice: boolean) {
  return infiniteQueryOptions({
    queryKey: ['violations', 'list', list, isOffice],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<Violations>('/api/violations', { ...askedOf(list, isOffice), limit: pageSize, cursor: pageParam }, signal),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function violationQuery(id: string) {
  return queryOptions({
    queryKey: ['violations', 'one', id],
    queryFn: ({ signal }) => answered(get<WholeViolation>(`/api/violations/${id}`, {}, signal)),
    retry: false,
  })
}

/** The violations of a works that whoever asks may see. */
export function violationsOfQuery(works: string) {
  return queryOptions({
    queryKey: ['violations', 'of', works],
    queryFn: ({ signal }) => answered(get<Violations>('/api/violations', { works, limit: pageSize }, signal)),
    select: ({ items }) => items,
    retry: false,
  })
}

/** What is fined here: it is another only with another rule pack. */
export const articlesQuery = queryOptions({
  queryKey: ['articles'],
  queryFn: ({ signal }) => answered(get<Articles>('/api/violations/articles', {}, signal)),
  staleTime: Number.POSITIVE_INFINITY,
})
