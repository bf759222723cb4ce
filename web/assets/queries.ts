import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Asset, AssetCounts, AssetList } from '../../server/assets/contract.ts'
import { answered, get } from '../api.ts'

const pageSize = 60

/** The reader's own networks by reference; `kinds` joined by commas. */
export function assetsQuery(kinds: string | undefined, text: string) {
  return infiniteQueryOptions({
    queryKey: ['assets', 'list', kinds, text],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<AssetList>(
          '/api/assets',
          { kind: kinds, q: text || undefined, limit: pageSize, cursor: pageParam },
          signal,
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export const assetCountsQuery = queryOptions({
  queryKey: ['assets', 'counts'],
  queryFn: ({ signal }) => answered(get<AssetCounts>('/api/asset-counts', {}, signal)),
})

export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ['assets', 'one', id],
    queryFn: ({ signal }) => answered(get<Asset>(`/api/assets/${encodeURIComponent(id)}`, {}, signal)),
    retry: false,
  })
}
