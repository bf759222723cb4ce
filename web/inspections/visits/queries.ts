import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { Inspectors, NewVisit, Visit } from '../../../server/inspections/visits/contract.ts'
import { answered, get, write } from '../../api.ts'
import type { Page } from '../../works/queries.ts'

const pageSize = 60

type Asked = Record<string, string | undefined>

export function visitsQuery(asked: Asked) {
  return infiniteQueryOptions({
    queryKey: ['visits', 'plan', asked],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<Visit>>('/api/visits', { ...asked, limit: pageSize, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** Who may be sent to the ground of a municipality. */
export function inspectorsQuery(municipality: string) {
  return queryOptions({
    queryKey: ['visits', 'inspectors', municipality],
    queryFn: ({ signal }) => answered(get<Inspectors>('/api/visits/inspectors', { municipality }, signal)),
    select: ({ items }) => items,
  })
}

/** Reads again what shows visits. */
function useChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['visits'] })
}

type Seen = Pick<Visit, 'id' | 'version'>

export interface Assigned {
  done: number
  /** Those that were not, with why; null: without an answer. */
  refused: readonly { id: string; why: string | null }[]
}

/** Several at once, one after the other: what one is refused for does not keep the others. */
export function useAssigning() {
  const changed = useChanged()
  return useMutation({
    mutationFn: async ({ visits, userId }: { visits: readonly Seen[]; userId: string | null }): Promise<Assigned> => {
      const refused: { id: string; why: string | null }[] = []
      for (const { id, version } of visits) {
        const answer = await write<Visit>('POST', `/api/visits/${id}/assign`, { version, userId })
        if (!answer.ok) refused.push({ id, why: answer.problem.detail ?? (answer.problem.title || null) })
      }
      return { done: visits.length - refused.length, refused }
    },
    onSettled: changed,
  })
}

export function useDropping() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ visit, reason }: { visit: Seen; reason: string }) =>
      answered(write<Visit>('POST', `/api/visits/${visit.id}/drop`, { version: visit.version, reason })),
    onSettled: changed,
  })
}

export function useAsking() {
  const changed = useChanged()
  return useMutation({
    mutationFn: (given: NewVisit) => answered(write<Visit>('POST', '/api/visits', given)),
    onSettled: changed,
  })
}
