import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AgencyCounts } from '../../server/works/contract.ts'
import { answered, get } from '../api.ts'
import { useHeldMap } from '../map/held-map.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { useWorksFilter } from './use-works-filter.ts'
import { listQuery } from './works-filter.ts'

/** How many works of the window each agency has, by its id, whichever agencies are chosen; `null` until it is known. */
export function useAgencyCounts(): ReadonlyMap<string, number> | null {
  const map = useHeldMap()
  const { settled } = useTimeWindow()
  const { agency: _any, ...query } = listQuery(useWorksFilter(), settled)
  const counts = useQuery({
    queryKey: ['works', 'counts', query],
    queryFn: ({ signal }) => answered(get<AgencyCounts>('/api/works/counts', query, signal)),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    // The map comes first: counts wait until it stands.
    enabled: map !== null,
  }).data
  return (
    useMemo(() => counts && new Map(counts.items.map(({ agencyId, works }) => [agencyId, works])), [counts]) ?? null
  )
}
