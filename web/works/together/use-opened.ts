import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAddress } from '../../address.ts'
import { worksQuery } from '../queries.ts'
import { chosenOf } from './rules.ts'

/** The features of what is open in the drawer, as far as it has read them: one works, or some side by side. */
export function useOpenedTileIds(): number[] {
  const chosen = chosenOf(useAddress())
  const found = useQueries({ queries: chosen.map((id) => ({ ...worksQuery(id), enabled: false })) })
  const ids = found.flatMap(({ data }) => data?.tileId ?? []).join()
  return useMemo(() => ids.split(',').filter(Boolean).map(Number), [ids])
}
