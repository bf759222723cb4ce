import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Inspection, InspectionSummary } from '../../../server/inspections/contract.ts'
import { answered, get } from '../../api.ts'
import type { Page } from '../../works/queries.ts'

const pageSize = 60

type Asked = Record<string, string | undefined>

export function inspectionsQuery(asked: Asked) {
  return infiniteQueryOptions({
    queryKey: ['inspections', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<Page<InspectionSummary>>('/api/inspections', { ...asked, limit: pageSize, cursor: pageParam }, signal),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function inspectionQuery(id: string) {
  return queryOptions({
    queryKey: ['inspections', 'one', id],
    queryFn: ({ signal }) => answered(get<Inspection>(`/api/inspections/${id}`, {}, signal)),
  })
}

/** Of one works, the latest first. */
export function inspectionsOfQuery(works: string) {
  return queryOptions({
    queryKey: ['inspections', 'of', works],
    queryFn: ({ signal }) => answered(get<Page<InspectionSummary>>('/api/inspections', { works, limit: 50 }, signal)),
    select: ({ items }) => items,
    retry: false,
  })
}
