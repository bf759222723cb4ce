import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SignInWays } from '../../server/accounts/contract.ts'
import type { Agency, Municipality, Session } from '../../server/agencies/contract.ts'
import { hintCookie } from '../../server/agencies/contract.ts'
import type { Basemap } from '../../server/basemap/contract.ts'
import { answered, get, trust, write } from '../api.ts'
import { tell } from '../field/store/told.ts'
import { hold, outlives } from './ended.ts'

export interface Ready {
  status: string
  engine: string
  rulePack: string
  demo: boolean
  zone: string
  today: string
  basemap: Basemap | null
}

const long = 10 * 60_000

export const readyQuery = queryOptions({
  queryKey: ['ready'],
  queryFn: ({ signal }) => answered(get<Ready>('/api/ready', {}, signal)),
  staleTime: long,
})

/** Whether there is an identity provider, and what it is called. */
export const waysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: ({ signal }) => answered(get<SignInWays>('/api/session/ways', {}, signal)),
  staleTime: long,
})

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: ({ signal }) => answered(get<{ items: Agency[] }>('/api/agencies', {}, signal)),
  select: ({ items }) => items,
  staleTime: long,
})

export const municipalitiesQuery = queryOptions({
  queryKey: ['municipalities'],
  queryFn: ({ signal }) =>
    answered(get<{ items: Municipality[] }>('/api/municipalities', { boundaries: true }, signal)),
  select: ({ items }) => items,
  staleTime: long,
})

async function readSession(signal: AbortSignal): Promise<Session | null> {
  if (!document.cookie.includes(hintCookie)) return null
  const answer = await get<Session>('/api/session', {}, signal)
  if (!answer.ok && answer.problem.status !== 401) throw answer.problem
  return answer.ok ? answer.value : null
}

/** `isOver`: there is none any more, and the page waits for whose it was. */
export type KnownSession = Session & { isOver?: true }

/** Who is signed in, or was as long as the page waits for them; `null` for a guest. The session's token goes to the writes. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal, client }): Promise<KnownSession | null> => {
    const session = await readSession(signal)
    trust(session?.csrfToken ?? null)
    const before = client.getQueryData<KnownSession | null>(['session']) ?? null
    if (session || !before || !outlives()) return session
    hold()
    return { ...before, isOver: true }
  },
  staleTime: long,
  // Another window may have signed in or out meanwhile.
  refetchOnWindowFocus: 'always',
})

export function useUser() {
  return useQuery(sessionQuery).data?.user ?? null
}

/** Agencies by id, for chips and lists. */
export function useAgencies(): { agencies: Agency[]; byId: ReadonlyMap<string, Agency> } {
  const { data } = useQuery(agenciesQuery)
  return useMemo(() => {
    const agencies = data ?? []
    return { agencies, byId: new Map(agencies.map((agency) => [agency.id, agency])) }
  }, [data])
}

/** Somebody has signed in here, or out. */
export function useSettled() {
  const client = useQueryClient()
  return async (session: Session | null) => {
    // what was asked before would be answered with whoever was signed in then
    await client.cancelQueries(sessionQuery)
    trust(session?.csrfToken ?? null)
    client.setQueryData(sessionQuery.queryKey, session)
    // pages of the field in other windows, which may be without a network by the time that they are looked at
    tell('session')
  }
}

export function useSignIn() {
  const settled = useSettled()
  return useMutation({
    mutationFn: (given: { email: string; password: string }) => answered(write<Session>('POST', '/api/session', given)),
    onSuccess: settled,
  })
}
