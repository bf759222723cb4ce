import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  Account,
  AccountChange,
  AccountEvent,
  AccountWithTicket,
  ApiKey,
  NewAccount,
  NewApiKey,
  OpenSession,
  TicketAnswer,
} from '../../server/accounts/contract.ts'
import { answered, get, write } from '../api.ts'
import type { Page } from '../works/queries.ts'

type Filter = Record<string, string | undefined>

export function accountsQuery(filter: Filter) {
  return infiniteQueryOptions({
    queryKey: ['accounts', 'list', filter],
    queryFn: ({ pageParam: cursor, signal }) =>
      answered(get<Page<Account>>('/api/accounts', { ...filter, limit: 60, cursor }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => answered(get<Account>(`/api/accounts/${id}`, {}, signal)),
  })
}

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => answered(get<{ items: ApiKey[] }>('/api/keys', {}, signal)),
  select: ({ items }) => items,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => answered(get<{ items: OpenSession[] }>('/api/sessions', {}, signal)),
  select: ({ items }) => items,
})

/** Whose a ticket is. Asked once: what is known of it is kept no longer than its page. */
export function ticketQuery(secret: string) {
  return queryOptions({
    queryKey: ['ticket', secret],
    queryFn: ({ signal }) => answered(write<TicketAnswer>('POST', '/api/tickets', { secret }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
}

/** After a change, lists, drawers and histories are read anew. */
function useChanged(kind: 'accounts' | 'keys') {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: [kind] })
    void client.invalidateQueries({ queryKey: ['audit'] })
  }
}

export function useInvite() {
  return useMutation({
    mutationFn: (given: NewAccount) => answered(write<AccountWithTicket>('POST', '/api/accounts', given)),
    onSuccess: useChanged('accounts'),
  })
}

export function useChangeAccount(id: string) {
  return useMutation({
    mutationFn: (change: AccountChange) => answered(write<Account>('PATCH', `/api/accounts/${id}`, change)),
    onSuccess: useChanged('accounts'),
  })
}

export function useHappenToAccount({ id, version }: Account) {
  return useMutation({
    mutationFn: (event: AccountEvent) =>
      answered(write<AccountWithTicket>('POST', `/api/accounts/${id}/events`, { event, version })),
    onSuccess: useChanged('accounts'),
  })
}

export function useMakeKey() {
  return useMutation({
    mutationFn: (given: NewApiKey) => answered(write<{ key: ApiKey; token: string }>('POST', '/api/keys', given)),
    onSuccess: useChanged('keys'),
  })
}

export function useRevokeKey() {
  return useMutation({
    mutationFn: (id: string) => answered(write<ApiKey>('DELETE', `/api/keys/${id}`)),
    onSuccess: useChanged('keys'),
  })
}
