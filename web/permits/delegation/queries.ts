import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Delegation } from '../../../server/permits/delegation/contract.ts'
import { useUser } from '../../agencies/queries.ts'
import { answered, get } from '../../api.ts'
import type { Page } from '../../works/queries.ts'

/** As many as the service tells at once: more hold for no organisation. */
const most = 500

/** Who answers for the own organisation and for whom it answers, today or later. */
export const delegationsQuery = queryOptions({
  queryKey: ['consultations', 'delegations'],
  queryFn: ({ signal }) =>
    answered(get<Page<Delegation>>('/api/delegations', { list: 'standing', limit: most }, signal)),
  select: ({ items }) => items,
})

/** Organisations on whose behalf the own one answers today. */
export function usePrincipals(): readonly string[] {
  const user = useUser()
  const { data = [] } = useQuery(delegationsQuery)
  const held = data.filter(({ delegateId, state }) => delegateId === user?.agencyId && state === 'in_force')
  return [...new Set(held.map(({ principalId }) => principalId))]
}
