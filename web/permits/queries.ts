import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ConsultationInbox, inboxStates, Procedure, PublicPermit } from '../../server/permits/contract.ts'
import type { Price } from '../../server/permits/fees/contract.ts'
import type { ReviewQueue, reviewSorts } from '../../server/permits/queue/contract.ts'
import type { Amendments, AskedChange } from '../../server/works/amendments/contract.ts'
import { answered, get, write } from '../api.ts'

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

/** Whose works, and who is asked: ids of organisations. */
export interface AskedInbox {
  agency: string | undefined
  asked: string | undefined
}

export function inboxQuery(state: InboxState, narrowed: AskedInbox, language: string) {
  return infiniteQueryOptions({
    queryKey: ['consultations', 'list', state, narrowed, language],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<ConsultationInbox>(
          '/api/consultations',
          { state, ...narrowed, limit: pageSize, cursor: pageParam },
          signal,
        ),
      ),
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

export interface AskedReviews {
  sort: ReviewSort
  agency: string | undefined
  q: string | undefined
}

export function reviewsQuery(asked: AskedReviews, language: string) {
  return infiniteQueryOptions({
    queryKey: ['reviews', asked, language],
    queryFn: ({ pageParam, signal }) =>
      answered(get<ReviewQueue>('/api/reviews', { ...asked, limit: pageSize, cursor: pageParam }, signal)),
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
    // left open at a site, it must not go on saying what a stop or midnight has ended
    refetchInterval: 60_000,
  })
}

/** What was amended of a works, the last first. */
export function amendmentsQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['procedure', id, language, 'amendments'],
    queryFn: ({ signal }) => answered(get<Amendments>(`/api/works/${id}/amendments`, {}, signal)),
  })
}

/** What a change of a permit would cost. In a language: what stands against it is the server's words. */
export function amendmentPriceQuery(worksId: string, change: AskedChange | null, language: string) {
  return queryOptions({
    queryKey: ['procedure', worksId, 'price', change, language],
    queryFn: ({ signal }) =>
      answered(write<Price>('POST', `/api/works/${worksId}/amendments/price`, change, { signal })),
    enabled: change !== null,
    staleTime: 60_000,
    retry: false,
  })
}
