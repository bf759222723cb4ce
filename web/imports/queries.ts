import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ImportJob, ImportReport, ImportStatus, Verdict } from '../../server/imports/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const moving: readonly ImportStatus[] = ['reading', 'checking', 'committing']
/** Milliseconds between two looks at what is moving; nobody looks at what is not. */
const pace = 1500
const rowsAPage = 100
const jobsAPage = 20

/** Something is being done with it: its progress is worth asking for. */
export function isMoving(status: ImportStatus): boolean {
  return moving.includes(status)
}

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answered(get<Page<ImportJob>>('/api/imports', { limit: jobsAPage, cursor: pageParam }, signal)),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some(({ status }) => isMoving(status))) ? pace : false,
})

export function importQuery(id: string, language: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id, language],
    queryFn: ({ signal }) => answered(get<ImportReport>(`/api/imports/${id}`, { limit: 1 }, signal)),
    select: ({ job }) => job,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data.job.status) ? pace : false),
    placeholderData: keepPreviousData,
  })
}

/** The rows of a job as it stands, page by page: after another check they are others. */
export function importRowsQuery({ id, updatedAt }: ImportJob, verdict: Verdict | undefined, language: string) {
  return infiniteQueryOptions({
    queryKey: ['imports', 'rows', id, updatedAt, verdict, language],
    queryFn: async ({ pageParam, signal }) => {
      const asked = { verdict, limit: rowsAPage, cursor: pageParam }
      return (await answered(get<ImportReport>(`/api/imports/${id}`, asked, signal))).rows
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}
