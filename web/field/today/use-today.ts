import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Position } from '../../../server/geo/contract.ts'
import { openVisitStates, type Round, type Visit } from '../../../server/inspections/visits/contract.ts'
import { answered, get, isLost, type Problem, write } from '../../api.ts'
import { isOpen } from '../../inspections/visits/open.ts'
import type { Page } from '../../works/queries.ts'
import { useFieldArea } from '../offline/use-field-area.ts'
import { ordered, type TodayVisit } from './near.ts'

const pageSize = 40
/** Coordinates as they are asked for: metres, and not the trembling of a satellite. */
const asked = ([lng, lat]: Position) => `${lng.toFixed(4)},${lat.toFixed(4)}`

export interface Today {
  visits: readonly TodayVisit[]
  /** As they were taken along: the service cannot be reached. */
  isFromPhone: boolean
  isPending: boolean
  problem: Problem | null
  more: (() => void) | null
  retry: () => void
}

/** Visits that are due or taken: near a place, or by day; what was taken along where there is no network. */
export function useToday(from: Position | null, isMine: boolean, userId: string): Today {
  const { taken, isRead } = useFieldArea()
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
          signal,
        ),
      ),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const isFromPhone = query.isError && isLost(query.error) && taken !== null
  const along = isFromPhone ? ordered(taken.area.visits as TodayVisit[], from) : []
  const visits = isFromPhone
    ? along.filter(({ state, assignee }) => isOpen(state) && (!isMine || assignee?.id === userId))
    : (query.data?.pages.flatMap(({ items }) => items) ?? [])
  return {
    visits,
    isFromPhone,
    isPending: query.isPending || !isRead,
    problem: isFromPhone ? null : query.error,
    more: !isFromPhone && query.hasNextPage ? () => void query.fetchNextPage() : null,
    retry: () => void query.refetch(),
  }
}

/** Takes a visit, so that nobody else goes there; or lets it go again. */
export function useTaking() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ visit, deed }: { visit: Pick<TodayVisit, 'id' | 'version'>; deed: 'take' | 'release' }) =>
      answered(write<Visit>('POST', `/api/visits/${visit.id}/${deed}`, { version: visit.version })),
    onSettled: () => void client.invalidateQueries({ queryKey: ['visits'] }),
  })
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
