import { queryOptions } from '@tanstack/react-query'
import type { ImportJob, ImportReport, ImportStatus, Verdict } from '../../server/imports/contract.ts'
import { answered, get } from '../api.ts'
import type { Page } from '../works/queries.ts'

const moving: readonly ImportStatus[] = ['reading', 'checking', 'committing']
const soon = 700
const rowsAPage = 100

/** Something is being done with it: its progress is worth asking for. */
export function isMoving(status: ImportStatus): boolean {
  return moving.includes(status)
}

export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ signal }) => answered(get<Page<ImportJob>>('/api/imports', { limit: 20 }, signal)),
})

export function importQuery(id: string, verdict: Verdict | undefined, language: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id, verdict, language],
    queryFn: ({ signal }) => answered(get<ImportReport>(`/api/imports/${id}`, { verdict, limit: rowsAPage }, signal)),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data.job.status) ? soon : false),
    placeholderData: (before) => before,
  })
}
