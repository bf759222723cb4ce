import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { AuditEntry } from '../../server/audit/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

type Filter = Record<string, string | undefined>

/** The newest first, page by page. */
export function auditQuery(filter: Filter, limit: number) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter, limit],
    queryFn: ({ pageParam: cursor, signal }) =>
      answered(get<Page<AuditEntry>>('/api/audit', { ...filter, limit, cursor }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}
