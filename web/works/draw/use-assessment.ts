import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Assessed, Assessment } from '../../../server/coordination/contract.ts'
import { answered, write } from '../../api.ts'
import { useSettled } from '../../ui/use-settled.ts'

/** Whom the draft would meet, asked again a moment after each change. */
export function useAssessment(asked: Assessed | null, language: string) {
  const { settled, isBehind } = useSettled(asked)
  const query = useQuery({
    queryKey: ['assessment', settled, language],
    queryFn: ({ signal }) => answered(write<Assessment>('POST', '/api/assessments', settled, { signal })),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
  })
  return {
    ...query,
    assessment: asked === null ? undefined : query.data,
    working: asked !== null && (isBehind || query.isFetching),
  }
}
