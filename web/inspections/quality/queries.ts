import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { DefectCells, League, PartyQuality, QualityCases } from '../../../server/inspections/quality/contract.ts'
import type { PartCode, PartyKind } from '../../../server/inspections/quality/rules.ts'
import { answered, get } from '../../api.ts'

const pageSize = 60

export function leagueQuery(kind: PartyKind) {
  return infiniteQueryOptions({
    queryKey: ['quality', 'league', kind],
    queryFn: ({ pageParam, signal }) =>
      answered(get<League>('/api/quality', { kind, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function partyQuery(id: string, kind: PartyKind) {
  return queryOptions({
    queryKey: ['quality', 'party', id, kind],
    queryFn: ({ signal }) => answered(get<PartyQuality>(`/api/quality/${id}`, { kind }, signal)),
    retry: false,
  })
}

/** The cases that a part was reckoned from, the last first. */
export function casesQuery(id: string, kind: PartyKind, part: PartCode) {
  return infiniteQueryOptions({
    queryKey: ['quality', 'cases', id, kind, part],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<QualityCases>(`/api/quality/${id}/cases`, { kind, part, limit: pageSize, cursor: pageParam }, signal),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

export function cellsQuery(bbox: string | null) {
  return queryOptions({
    queryKey: ['defects', 'cells', bbox],
    queryFn: ({ signal }) => answered(get<DefectCells>('/api/defect-cells', { bbox }, signal)),
    enabled: bbox !== null,
    placeholderData: keepPreviousData,
  })
}

export function useQualityChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['quality'] })
}
