import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  Delivery,
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookWithSecret,
} from '../../../server/notifications/webhooks/contract.ts'
import { answered, get, write } from '../../api.ts'
import type { Page } from '../../works/queries.ts'

function listed<T>(key: readonly string[], path: string, limit: number) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam: cursor, signal }) => answered(get<Page<T>>(path, { limit, cursor }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

export const webhooksQuery = listed<Webhook>(['webhooks', 'list'], '/api/webhooks', 100)

export function deliveriesQuery(id: string) {
  return listed<Delivery>(['webhooks', 'deliveries', id], `/api/webhooks/${id}/deliveries`, 30)
}

/** After a deed, the list and every log are read anew. */
function useDeed<Given, Told>(deed: (given: Given) => ReturnType<typeof write<Told>>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Given) => answered(deed(given)),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  })
}

export const useMakeWebhook = () =>
  useDeed((given: NewWebhook) => write<WebhookWithSecret>('POST', '/api/webhooks', given))
export const useChangeWebhook = (id: string) =>
  useDeed((change: WebhookChange) => write<Webhook>('PATCH', `/api/webhooks/${id}`, change))
export const useRemoveWebhook = (id: string) => useDeed((_: null) => write<null>('DELETE', `/api/webhooks/${id}`))
export const useRotateSecret = (id: string) =>
  useDeed((_: null) => write<WebhookWithSecret>('POST', `/api/webhooks/${id}/secret`))
export const useTestWebhook = (id: string) => useDeed((_: null) => write<Delivery>('POST', `/api/webhooks/${id}/tests`))
export const useRedeliver = (id: string) =>
  useDeed((delivery: string) => write<Delivery>('POST', `/api/webhooks/${id}/deliveries/${delivery}/redelivery`))
