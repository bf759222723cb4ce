import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Ban, banLists } from '../../server/contractors/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const pageSize = 60

export function bansQuery(list: (typeof banLists)[number]) {
  return infiniteQueryOptions({
    queryKey: ['bans', 'list', list],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<Ban>>('/api/contractor-bans', { list, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** What stands against one contractor today, or will. */
export function bansOfQuery(contractor: string) {
  return queryOptions({
    queryKey: ['bans', 'of', contractor],
    queryFn: ({ signal }) => answered(get<Page<Ban>>('/api/contractor-bans', { contractor, list: 'standing' }, signal)),
    select: ({ items }) => items,
  })
}

/** Reads again what shows bans, and what is refused for them. */
export function useBansChanged(): () => void {
  const client = useQueryClient()
  return () => {
    for (const key of ['bans', 'procedure']) void client.invalidateQueries({ queryKey: [key] })
  }
}
