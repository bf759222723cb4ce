import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Language } from '../../server/language/contract.ts'
import type { MeetingPackToCall } from '../../server/meeting/contract.ts'
import type { Place } from '../../server/places/contract.ts'
import { answered, get } from '../api.ts'

/** Which meeting; one of the three says where. */
export interface AskedMeeting {
  quarter: string
  municipality?: string | undefined
  district?: string | undefined
  area?: string | undefined
  lang: Language
}

/** Under a key of its own: while it is spoken about it stays as it was read, numbers and all, until somebody reads it anew. */
export function meetingQuery(asked: AskedMeeting | null) {
  return queryOptions({
    queryKey: ['meeting', asked],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answered(get<MeetingPackToCall>('/api/meeting-pack', { ...asked }, signal)),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
}

const mostDistricts = 500

export const districtsQuery = queryOptions({
  queryKey: ['districts'],
  queryFn: ({ signal }) =>
    answered(get<{ items: Place[] }>('/api/places', { kind: 'district', limit: mostDistricts }, signal)),
  select: ({ items }) => items,
  staleTime: 10 * 60_000,
})
