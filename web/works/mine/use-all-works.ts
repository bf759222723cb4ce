import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { answered, get } from '../../api.ts'
import type { Page } from '../queries.ts'

type Query = Record<string, string | boolean | undefined>

/** The largest page that the service gives. */
const pageSize = 500
/** More than anybody reads; what a browser holds without effort. */
export const mostRows = 20_000

const allWorksQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['works', 'mine', query],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<WorksSummary>>('/api/works', { ...query, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // every page is new or not asked for: nothing is gained by comparing thousands of rows
    structuralSharing: false,
  })

/** All rows of a filter, page after page in the background; each is there as soon as its page has come. */
export function useAllWorks(query: Query) {
  const found = useInfiniteQuery(allWorksQuery(query))
  const { data, fetchNextPage, hasNextPage, isFetching, isError, isPlaceholderData } = found
  const rows = useMemo(() => withoutRepeats(data?.pages ?? []), [data])
  const isFull = rows.length >= mostRows
  const goesOn = hasNextPage && !isFull && !isPlaceholderData
  useEffect(() => {
    if (goesOn && !isFetching && !isError) void fetchNextPage()
  }, [goesOn, isFetching, isError, fetchNextPage])
  const total = data?.pages[0]?.total ?? rows.length
  return { found, rows, total, isWhole: data !== undefined && !hasNextPage && !isPlaceholderData, isFull, goesOn }
}

/** A works whose start was moved while its list was read may come twice. */
function withoutRepeats(pages: readonly Page<WorksSummary>[]): WorksSummary[] {
  return [...new Map(pages.flatMap(({ items }) => items).map((works) => [works.id, works])).values()]
}
