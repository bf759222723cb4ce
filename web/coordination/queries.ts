import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { Conflict } from '../../server/coordination/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const pageSize = 60

export function conflictsListQuery(query: Record<string, string | undefined>, language: string) {
  return infiniteQueryOptions({
    queryKey: ['conflicts', 'list', query, language],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<Conflict>>('/api/conflicts', { ...query, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
