import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  ConsultationInbox,
  inboxStates,
  Procedure,
  PublicPermit,
  ReviewQueue,
  reviewSorts,
} from '../../server/permits/contract.ts'
import { answered, get } from '../api.ts'

export type InboxState = (typeof inboxStates)[number]
export type ReviewSort = (typeof reviewSorts)[number]

const pageSize = 60

/** In a language: what stands against an event is the server's words. */
export function procedureQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['procedure', id, language],
    queryFn: ({ signal }) => answered(get<Procedure>(`/api/works/${id}/procedure`, {}, signal)),
  })
}

export function inboxQuery(state: InboxState, language: string) {
  return infiniteQueryOptions({
    queryKey: ['consultations', 'list', state, language],
    queryFn: ({ pageParam, signal }) =>
      answered(get<ConsultationInbox>('/api/consultations', { state, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** How many wait for the own organisation's answer. */
export const openCountQuery = queryOptions({
  queryKey: ['consultations', 'count'],
  queryFn: ({ signal }) => answered(get<ConsultationInbox>('/api/consultations', { state: 'open', limit: 1 }, signal)),
  select: ({ open }) => open,
  staleTime: 60_000,
  retry: false,
})

export function reviewsQuery(sort: ReviewSort, language: string) {
  return infiniteQueryOptions({
    queryKey: ['reviews', sort, language],
    queryFn: ({ pageParam, signal }) =>
      answered(get<ReviewQueue>('/api/reviews', { sort, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** What anybody may know of a permit. */
export function permitQuery(number: string) {
  return queryOptions({
    queryKey: ['works', 'permit', number],
    queryFn: ({ signal }) => answered(get<PublicPermit>(`/api/permits/${encodeURIComponent(number)}`, {}, signal)),
  })
}
