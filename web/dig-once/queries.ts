import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { Call, Calls } from '../../server/dig-once/calls/contract.ts'
import type { Clusters, Saved, WorksGroup } from '../../server/dig-once/contract.ts'
import { type Answer, answered, get } from '../api.ts'
import { touchTiles } from '../map/tiles.ts'

const pageSize = 40

type Query = Record<string, string | undefined>

export function clustersQuery(query: Query) {
  return infiniteQueryOptions({
    queryKey: ['dig-once', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Clusters>('/api/dig-once', { ...query, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** What one works could share, wherever list and window stand. */
export function worksChancesQuery(works: string) {
  return queryOptions({
    queryKey: ['dig-once', 'works', works],
    queryFn: ({ signal }) => answered(get<Clusters>('/api/dig-once', { works, limit: 1 }, signal)),
    retry: false,
  })
}

export const savedQuery = queryOptions({
  queryKey: ['works-groups', 'saved'],
  queryFn: ({ signal }) => answered(get<Saved>('/api/dig-once/saved', {}, signal)),
})

export function groupOfWorksQuery(id: string) {
  return queryOptions({
    queryKey: ['works-groups', 'of', id],
    queryFn: ({ signal }) => answered(get<{ group: WorksGroup | null }>(`/api/works/${id}/group`, {}, signal)),
    retry: false,
  })
}

export function callsQuery(state: 'open' | 'closed', agency: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['interest-calls', 'list', state, agency],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Calls>('/api/interest-calls', { state, agency, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Calls that are not closed and propose this works. */
export function callsOfWorksQuery(works: string) {
  return queryOptions({
    queryKey: ['interest-calls', 'of', works],
    queryFn: ({ signal }) => answered(get<Calls>('/api/interest-calls', { works }, signal)),
    retry: false,
  })
}

export function callQuery(id: string) {
  return queryOptions({
    queryKey: ['interest-calls', 'one', id],
    queryFn: ({ signal }) => answered(get<Call>(`/api/interest-calls/${id}`, {}, signal)),
    retry: false,
  })
}

const shownIn = ['dig-once', 'works-groups', 'interest-calls', 'works', 'conflicts']

/** Writes something of sharing a trench; whatever comes of it, what is shown of it is read again. */
export function useSharingDeed<Given, Value>(
  send: (given: Given) => Promise<Answer<Value>>,
  onStored?: (value: Value) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Given) => answered(send(given)),
    onSuccess: () => touchTiles(),
    onSettled: async (value, problem) => {
      await Promise.all(shownIn.map((key) => client.invalidateQueries({ queryKey: [key] })))
      if (!problem) onStored?.(value as Value)
    },
  })
}
