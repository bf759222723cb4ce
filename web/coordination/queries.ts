import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Conflict, pairKinds } from '../../server/coordination/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const pageSize = 60
const largestPage = 500
const idPattern = /^([0-9a-f-]{36})\.[0-9a-f-]{36}\.(\w+)$/

export function conflictsListQuery(query: Record<string, string | undefined>, language: string) {
  return infiniteQueryOptions({
    queryKey: ['conflicts', 'list', query, language],
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, limit: pageSize, cursor: pageParam }
      // a page knows how it is sorted: the one before stays in sight until the next has come
      return { ...(await answered(get<Page<Conflict>>('/api/conflicts', asked, signal))), sort: query.sort }
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** One row of the register by its id (`worksA.worksB.kind`), wherever list and window stand; `null` where it is not there. */
export function conflictQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['conflicts', 'one', id, language],
    queryFn: async ({ signal }) => {
      const [, works, kind] = idPattern.exec(id) ?? []
      if (!works || !pairKinds.some((each) => each === kind)) return null
      const asked = { works, kind, limit: largestPage }
      const { items } = await answered(get<Page<Conflict>>('/api/conflicts', asked, signal))
      return items.find((conflict) => conflict.id === id) ?? null
    },
    retry: false,
  })
}
