import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Municipality } from '../../server/agencies/contract.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { answered, get } from '../api.ts'
import type { Extent } from '../map/MapView.tsx'

/** Where a city without boundaries and works is looked for: the whole kingdom. */
const anywhere: Extent = { west: 36, south: 17, east: 55, north: 31.5 }

type Numbers = readonly (number | Numbers)[]
type Place = [lng: number, lat: number]

function positions(coordinates: Numbers): Place[] {
  const [first] = coordinates
  if (typeof first === 'number') return [coordinates as unknown as Place]
  return (coordinates as readonly Numbers[]).flatMap(positions)
}

function boxOf(places: readonly Place[], outliers = 0): Extent | null {
  if (places.length === 0) return null
  const sorted = (axis: 0 | 1) => places.map((place) => place[axis]).sort((a, b) => a - b)
  const [lngs, lats] = [sorted(0), sorted(1)]
  const at = (values: number[], share: number) => values[Math.round(share * (values.length - 1))] ?? 0
  return {
    west: at(lngs, outliers),
    south: at(lats, outliers),
    east: at(lngs, 1 - outliers),
    north: at(lats, 1 - outliers),
  }
}

/** The box around all boundaries. */
export function extentOf(municipalities: readonly Municipality[]): Extent | null {
  return boxOf(municipalities.flatMap(({ boundary }) => (boundary ? positions(boundary.coordinates as Numbers) : [])))
}

const enough = 8
const sampled = 200
const outliers = 0.08

/** The box around most of some works: where the city digs, rather than all the desert that it administers. */
function useBusyExtent(isWanted: boolean) {
  return useQuery({
    queryKey: ['extent'],
    queryFn: async ({ signal }) => {
      const { items } = await answered(get<{ items: { centre: Place }[] }>('/api/works', { limit: sampled }, signal))
      const centres = items.map(({ centre }) => centre)
      return centres.length < enough ? null : boxOf(centres, outliers)
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isWanted,
  })
}

function around(one: Extent, other: Extent): Extent {
  return {
    west: Math.min(one.west, other.west),
    south: Math.min(one.south, other.south),
    east: Math.max(one.east, other.east),
    north: Math.max(one.north, other.north),
  }
}

/** Where the map begins, and all that the city administers besides; `null` until that is known, and where no map is wanted. */
export function useExtent(isWanted: boolean): { start: Extent; whole: Extent } | null {
  const busy = useBusyExtent(isWanted)
  const all = useQuery(municipalitiesQuery)
  const isKnown = !busy.isPending && (!all.isPending || all.isError)
  const [works, municipalities] = [busy.data, all.data]
  return useMemo(() => {
    if (!isKnown) return null
    const ground = municipalities ? extentOf(municipalities) : null
    const start = works ?? ground ?? anywhere
    return { start, whole: ground ? around(start, ground) : start }
  }, [isKnown, works, municipalities])
}
