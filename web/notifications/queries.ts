import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  NoticeSettings,
  NoticeSettingsChange,
  Notices,
  ReadNotices,
  UndeliveredMail,
} from '../../server/notifications/contract.ts'
import { answered, get, write } from '../api.ts'
import type { Page } from '../works/queries.ts'

const pageSize = 60

/** How many are unread: live, as all that is read under `notices`. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: ({ signal }) => answered(get<{ unread: number }>('/api/notices/unread', {}, signal)),
  select: ({ unread }) => unread,
  staleTime: 60_000,
  retry: false,
})

/** In a language: the sentences are the server's. */
export function noticesQuery(state: 'all' | 'unread', language: string) {
  return infiniteQueryOptions({
    queryKey: ['notices', 'list', state, language],
    queryFn: ({ pageParam: cursor, signal }) =>
      answered(get<Notices>('/api/notices', { state, limit: pageSize, cursor }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** E-mails that were given up, of accounts that one manages. */
export const undeliveredQuery = infiniteQueryOptions({
  queryKey: ['undelivered'],
  queryFn: ({ pageParam: cursor, signal }) =>
    answered(get<Page<UndeliveredMail>>('/api/mails/undelivered', { limit: 30, cursor }, signal)),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
})

export function noticeSettingsQuery(language: string) {
  return queryOptions({
    queryKey: ['notice-settings', language],
    queryFn: ({ signal }) => answered(get<NoticeSettings>('/api/notices/settings', {}, signal)),
  })
}

export function useReadNotices() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: ReadNotices) => answered(write<{ unread: number }>('POST', '/api/notices/read', given)),
    onSuccess: (counted) => {
      client.setQueryData(unreadQuery.queryKey, counted)
      void client.invalidateQueries({ queryKey: ['notices'] })
    },
  })
}

/** Shown at once, as it was asked for; where it is not taken, as it stands. */
export function useChangeNoticeSettings(language: string) {
  const client = useQueryClient()
  const { queryKey } = noticeSettingsQuery(language)
  return useMutation({
    mutationFn: (change: NoticeSettingsChange) =>
      answered(write<NoticeSettings>('PATCH', '/api/notices/settings', change)),
    onMutate: ({ kinds = [], ...change }) =>
      client.setQueryData(queryKey, (before) =>
        before
          ? {
              ...before,
              ...change,
              kinds: before.kinds.map((each) => ({ ...each, ...kinds.find(({ kind }) => kind === each.kind) })),
            }
          : before,
      ),
    onSuccess: (settings) => client.setQueryData(queryKey, settings),
    onError: () => void client.invalidateQueries({ queryKey }),
  })
}
