import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { Language } from '../../../server/language/contract.ts'
import type { CaseMeetings, Meeting, MeetingSummary } from '../../../server/meeting/held/contract.ts'
import { type Answer, answered, get } from '../../api.ts'
import type { Page } from '../../works/queries.ts'

const pageSize = 60

export const meetingsQuery = infiniteQueryOptions({
  queryKey: ['meetings', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answered(get<Page<MeetingSummary>>('/api/meetings', { limit: pageSize, cursor: pageParam }, signal)),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  placeholderData: keepPreviousData,
})

export function heldMeetingQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ['meetings', id, lang],
    queryFn: ({ signal }) => answered(get<Meeting>(`/api/meetings/${id}`, { lang }, signal)),
    // in the other language until it is there in this one: what is being written beneath stays
    placeholderData: keepPreviousData,
  })
}

/** Of a case: the meetings that it was on, as far as the reader sees them. */
export function meetingsOfCaseQuery(caseId: string) {
  return queryOptions({
    queryKey: ['meetings', 'of-case', caseId],
    queryFn: ({ signal }) => answered(get<CaseMeetings>(`/api/cases/${caseId}/meetings`, {}, signal)),
    select: ({ items }) => items,
    retry: false,
  })
}

/** Does something to a meeting. Whatever comes of it, meetings are read again: where it was refused, it may have moved on. */
export function useMeetingDeed<Given, Value>(
  send: (given: Given) => Promise<Answer<Value>>,
  onStored: (value: Value) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Given) => answered(send(given)),
    onSettled: async (value, problem) => {
      await client.invalidateQueries({ queryKey: ['meetings'] })
      if (!problem && value !== undefined) onStored(value)
    },
  })
}
