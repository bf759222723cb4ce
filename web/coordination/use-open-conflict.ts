import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Conflict } from '../../server/coordination/contract.ts'
import { conflictQuery } from './queries.ts'

/**
 * The conflict of an id: as the list has it, else as it is fetched; `null` where there is none. One that leaves the list
 * stays as it was last seen until it has been fetched, and what is being tried with it.
 */
export function useOpenConflict(id: string, listed: Conflict | undefined, language: string) {
  const fetched = useQuery({ ...conflictQuery(id, language), enabled: !listed })
  const [seen, setSeen] = useState(listed)
  if (listed && listed !== seen) setSeen(listed)
  const { data = seen } = fetched
  return { conflict: listed ?? data, fetched }
}
