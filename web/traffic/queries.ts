import { queryOptions } from '@tanstack/react-query'
import type { Route } from '../../server/geo/contract.ts'
import type { Detour } from '../../server/streets/network/contract.ts'
import type { Closure, Works } from '../../server/works/contract.ts'
import { answered, get, write } from '../api.ts'

/** A closure that leaves no way through, in one direction at the least. */
export const leadsRound = (closure: Closure) => closure === 'direction' || closure === 'full'

const keptMilliseconds = 60_000

/** It follows from the route of a works and the streets: other changes are no reason to ask again. */
export function worksDetourQuery({ id, version }: Pick<Works, 'id' | 'version'>) {
  return queryOptions({
    queryKey: ['detour', id, version],
    queryFn: ({ signal }) => answered(get<Detour>(`/api/works/${id}/detour`, {}, signal)),
    retry: false,
    staleTime: keptMilliseconds,
  })
}

export function draftDetourQuery(route: Route | null) {
  return queryOptions({
    queryKey: ['detour', route],
    queryFn: ({ signal }) => answered(write<Detour>('POST', '/api/detours', { route }, { signal })),
    enabled: route !== null,
    retry: false,
    staleTime: keptMilliseconds,
  })
}
