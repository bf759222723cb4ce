import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { WorksSummary } from '../../server/works/contract.ts'
import { answered, get } from '../api.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import type { Page } from './queries.ts'
import { useWorksFilter } from './use-works-filter.ts'
import { listQuery } from './works-filter.ts'

/** The largest page that the service gives. */
const most = 500

export interface FoundWorks {
  /** Those that the map shows. */
  works: readonly WorksSummary[]
  /** Of so many. */
  total: number
  isFailed: boolean
  retry: () => void
}

const nobody: readonly WorksSummary[] = []

/** The works that are found by their text or their guarantee, for the map; `null` where neither is asked for. */
export function useFoundWorks(): FoundWorks | null {
  const { settled } = useTimeWindow()
  const query = listQuery(useWorksFilter(), settled)
  const isAsked = query.q !== '' || query.guarantee !== ''
  const { data, isError, refetch } = useQuery({
    queryKey: ['works', 'found', query],
    queryFn: ({ signal }) => answered(get<Page<WorksSummary>>('/api/works', { ...query, limit: most }, signal)),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  if (!isAsked) return null
  const works = data?.items ?? nobody
  return { works, total: data?.total ?? works.length, isFailed: isError, retry: () => void refetch() }
}
