import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { Conflict } from '../../server/coordination/contract.ts'
import type { Works, WorksHistory, WorksSummary } from '../../server/works/contract.ts'
import { answered, get, type Problem } from '../api.ts'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number
}

type Query = Record<string, string | number | undefined>

const pageSize = 60
/** The largest that the service gives. */
const largestPage = 500

export function worksListQuery(query: Query, language: string) {
  return infiniteQueryOptions({
    queryKey: ['works', 'list', query, language],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam }
      return answered(get<Page<WorksSummary>>('/api/works', { ...query, limit: pageSize, ...cursor }, signal))
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function worksQuery(id: string) {
  return queryOptions({
    queryKey: ['works', 'one', id],
    queryFn: ({ signal }) => answered(get<Works>(`/api/works/${id}`, {}, signal)),
  })
}

/** The works of a feature of the map tiles; a 404 where it has left one's sight since the tile was made. Asked once. */
export function pickedWorksQuery(tileId: number) {
  return queryOptions({
    queryKey: ['works', 'picked', tileId],
    queryFn: async ({ signal }) => {
      const { items } = await answered(get<Page<WorksSummary>>('/api/works', { tileId, limit: 1 }, signal))
      const [picked] = items
      if (!picked) throw { type: '/problems/not-found', title: '', status: 404 } satisfies Problem
      return picked
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: 'always',
  })
}

export function worksHistoryQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['works', 'history', id, language],
    queryFn: ({ signal }) => answered(get<Static<typeof WorksHistory>>(`/api/works/${id}/history`, {}, signal)),
    retry: false,
  })
}

/** All that a works meets, however many pages of the register that is. */
export function worksConflictsQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['works', 'conflicts', id, language],
    queryFn: async ({ signal }) => {
      const items: Conflict[] = []
      let cursor: string | null | undefined
      while (cursor !== null) {
        const asked = { works: id, limit: largestPage, cursor }
        const page: Page<Conflict> = await answered(get<Page<Conflict>>('/api/conflicts', asked, signal))
        items.push(...page.items)
        cursor = page.nextCursor
      }
      return { items }
    },
    retry: false,
  })
}
