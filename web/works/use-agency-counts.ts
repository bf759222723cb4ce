import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAddress } from '../address.ts'
import { useAgencies } from '../agencies/queries.ts'
import { answered, get } from '../api.ts'
import { useHeldMap } from '../map/held-map.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import type { Page } from './queries.ts'
import { listQuery, worksFilter } from './works-filter.ts'

/** How many works of the window each agency has, whichever agencies are chosen. */
export function useAgencyCounts(): ReadonlyMap<string, number> {
  const { agencies } = useAgencies()
  const address = useAddress()
  const map = useHeldMap()
  const { settled } = useTimeWindow()
  const { agency: _any, ...query } = listQuery(worksFilter(address, agencies), settled)
  const answers = useQueries({
    queries: agencies.map(({ id }) => ({
      queryKey: ['works', 'count', id, query],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answered(get<Page<unknown>>('/api/works', { ...query, agency: id, limit: 1 }, signal)),
      staleTime: 60_000,
      // The map comes first: counts wait until it stands.
      enabled: map !== null,
    })),
    combine: (results) => results.map(({ data }) => data?.total ?? 0),
  })
  return useMemo(() => new Map(agencies.map(({ id }, index) => [id, answers[index] ?? 0])), [agencies, answers])
}
