import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Sample, SamplePlan, SampleWithResults } from '../../../server/inspections/laboratory/contract.ts'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { answered, get } from '../../api.ts'
import type { Page } from '../../works/queries.ts'

const pageSize = 60

export interface SamplesAsked {
  state?: string | undefined
  kind?: string | undefined
  q?: string | undefined
  works?: string | undefined
}

export function samplesQuery(asked: SamplesAsked) {
  return infiniteQueryOptions({
    queryKey: ['samples', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<Sample>>('/api/samples', { ...asked, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function sampleQuery(id: string) {
  return queryOptions({
    queryKey: ['samples', 'one', id],
    queryFn: ({ signal }) => answered(get<SampleWithResults>(`/api/samples/${id}`, {}, signal)),
  })
}

export function samplePlanQuery(worksId: string) {
  return queryOptions({
    queryKey: ['samples', 'plan', worksId],
    queryFn: ({ signal }) => answered(get<SamplePlan>(`/api/works/${worksId}/sample-plan`, {}, signal)),
  })
}

/** Works that somebody digs or has dug, by a text of their number or title. */
export function openedWorksQuery(text: string) {
  return queryOptions({
    queryKey: ['works', 'opened', text],
    queryFn: ({ signal }) =>
      answered(
        get<Page<WorksSummary>>(
          '/api/works',
          { q: text || undefined, status: 'in_progress,suspended,reinstated,in_guarantee', limit: 500 },
          signal,
        ),
      ),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
  })
}

/** Reads again what shows samples. */
export function useSamplesChanged(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['samples'] })
}
