import { queryOptions } from '@tanstack/react-query'
import type { Clearance, PublicClearance } from '../../server/inspections/clearance/contract.ts'
import type {
  Reinstatement,
  ReinstatementChoices,
  Reinstatements,
} from '../../server/inspections/reinstatement/contract.ts'
import { answered, get } from '../api.ts'

export function reinstatementsQuery(id: string) {
  return queryOptions({
    queryKey: ['works', 'reinstatements', id],
    queryFn: ({ signal }) => answered(get<Reinstatements>(`/api/works/${id}/reinstatements`, {}, signal)),
  })
}

/** Under the version that stands: with another one there is another to be read. */
export function versionsQuery({ worksId, number, version }: Pick<Reinstatement, 'worksId' | 'number' | 'version'>) {
  return queryOptions({
    queryKey: ['works', 'reinstatements', worksId, number, version],
    queryFn: ({ signal }) =>
      answered(get<{ items: Reinstatement[] }>(`/api/works/${worksId}/reinstatements/${number}`, {}, signal)),
  })
}

/** In a language: what stands against it is the server's words. */
export function clearanceQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['clearance', id, language],
    queryFn: ({ signal }) => answered(get<Clearance>(`/api/works/${id}/clearance`, {}, signal)),
  })
}

/** The lists of the rule pack, which change with it alone. */
export const choicesQuery = queryOptions({
  queryKey: ['reinstatement-choices'],
  queryFn: ({ signal }) => answered(get<ReinstatementChoices>('/api/reinstatement-choices', {}, signal)),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What anybody may know of a certificate. */
export function certificateQuery(number: string) {
  return queryOptions({
    queryKey: ['clearance', 'public', number],
    queryFn: ({ signal }) =>
      answered(get<PublicClearance>(`/api/clearances/${encodeURIComponent(number)}`, {}, signal)),
  })
}
