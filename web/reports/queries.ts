import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ListedReport, Report } from '../../server/reports/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const pageSize = 60

export function reportsListQuery(query: Record<string, string | undefined>) {
  return infiniteQueryOptions({
    queryKey: ['reports', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<ListedReport>>('/api/reports', { ...query, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function reportQuery(number: string) {
  return queryOptions({
    queryKey: ['reports', 'one', number],
    queryFn: ({ signal }) => answered(get<Report>(`/api/reports/${encodeURIComponent(number)}`, {}, signal)),
  })
}

export function photoAddress(id: string, size: 'small' | 'large'): string {
  return `/api/media/${id}/${size}`
}

/** A report by the secret of its reporter. */
export function followedReportQuery(token: string) {
  return queryOptions({
    queryKey: ['reports', 'followed', token],
    queryFn: ({ signal }) => answered(get<Report>(`/api/reports/follow/${encodeURIComponent(token)}`, {}, signal)),
  })
}
