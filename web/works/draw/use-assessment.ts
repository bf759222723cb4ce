import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Assessed, Assessment } from '../../../server/coordination/contract.ts'
import { answered, write } from '../../api.ts'

const pause = 300

function useSettled<T>(value: T, key: string): T {
  const [settled, setSettled] = useState(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the value is another
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}

/** Whom the draft would meet, asked again a moment after each change. */
export function useAssessment(asked: Assessed | null, language: string) {
  const settled = useSettled(asked, JSON.stringify(asked))
  const query = useQuery({
    queryKey: ['assessment', settled, language],
    queryFn: ({ signal }) => answered(write<Assessment>('POST', '/api/assessments', settled, { signal })),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
  })
  const behind = JSON.stringify(settled) !== JSON.stringify(asked)
  return {
    ...query,
    assessment: asked === null ? undefined : query.data,
    working: asked !== null && (behind || query.isFetching),
  }
}
