import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Position } from '../../../server/geo/contract.ts'
import { openVisitStates, type Round, type Visit } from '../../../server/inspections/visits/contract.ts'
import { answered, get, isLost, type Problem } from '../../api.ts'
import { isOpen } from '../../inspections/visits/open.ts'
import type { Page } from '../../works/queries.ts'
import type { FieldUser, OutboxEntry } from '../offline/contract.ts'
import { useFieldArea } from '../offline/use-field-area.ts'
import { lastDeed } from '../outbox/rules.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { patientOf } from '../time-limits.ts'
import { asDecided, ordered, type TodayVisit } from './near.ts'

const pageSize = 40
/** Coordinates as they are asked for: metres, and not the trembling of a satellite. */
const asked = ([lng, lat]: Position) => `${lng.toFixed(4)},${lat.toFixed(4)}`

export interface Today {
  visits: readonly TodayVisit[]
  /** As they were taken along: the service cannot be reached. */
  isFromPhone: boolean
  /** What its inspector has said of a visit, and the list does not know yet. */
  deedOf: (visitId: string) => OutboxEntry | null
  isPending: boolean
  problem: Problem | null
  more: (() => void) | null
  retry: () => void
}

/** Visits that are due or taken: near a place, or by day; what was taken along where there is no network. */
export function useToday(from: Position | null, isMine: boolean, user: FieldUser): Today {
  const { taken, isRead } = useFieldArea()
  const { entries } = useOutbox()
  const near = from ? { near: asked(from) } : {}
  const query = useInfiniteQuery<Page<Visit>, Problem, InfiniteData<Page<Visit>>, readonly unknown[], string | null>({
    queryKey: ['visits', 'today', near, isMine],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<Page<Visit>>(
          '/api/visits',
          {
            ...near,
            ...(isMine ? { mine: true } : {}),
            state: openVisitStates.join(','),
            limit: pageSize,
            cursor: pageParam,
          },
          patientOf(signal, taken !== null),
        ),
      ),
    // how long to wait hangs on whether there is something on the phone
    enabled: isRead,
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  // the first silence is enough: what is tried again meanwhile takes its place when it comes
  const trouble = query.error ?? (query.isPending ? query.failureReason : null)
  const isFromPhone = trouble !== null && isLost(trouble) && taken !== null
  const read = isFromPhone
    ? ordered(taken.area.visits as TodayVisit[], from)
    : (query.data?.pages.flatMap(({ items }): TodayVisit[] => items) ?? [])
  const readAt = isFromPhone ? taken.takenAt : new Date(query.dataUpdatedAt).toISOString()
  const deedOf = (visitId: string) => lastDeed(entries, visitId, readAt)
  const visits = read
    .map((visit) => asDecided(visit, deedOf(visit.id), user))
    .filter(({ state, assignee }) => isOpen(state) && (!isMine || assignee?.id === user.id))
  return {
    visits,
    isFromPhone,
    deedOf,
    isPending: (query.isPending && !isFromPhone) || !isRead,
    problem: isFromPhone ? null : query.error,
    more: !isFromPhone && query.hasNextPage ? () => void query.fetchNextPage() : null,
    retry: () => void query.refetch(),
  }
}

/** The way along the streets through some visits, the nearest first. */
export function useRound(from: Position | null, visits: readonly TodayVisit[]) {
  const ids = visits.map(({ id }) => id)
  return useQuery({
    queryKey: ['visits', 'round', from && asked(from), ids],
    queryFn: ({ signal }) =>
      answered(get<Round>('/api/visits/round', { from: from ? asked(from) : '', visit: ids.join(',') }, signal)),
    enabled: from !== null && ids.length > 0,
    placeholderData: keepPreviousData,
  })
}
