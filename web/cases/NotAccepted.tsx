import type { UseMutationResult } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import type { Problem } from '../api.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Failure } from '../ui/States.tsx'
import { CaseMovedOn } from './CaseMovedOn.tsx'
import { movedSince } from './moved-since.ts'

interface NotAcceptedProps {
  /** Its variable is the room as whoever accepts has seen it. */
  accepting: Pick<UseMutationResult<Case, Problem, Case>, 'error' | 'variables' | 'reset'>
  room: Case
}

/** Why it was not accepted; where its works moved meanwhile, how. */
export function NotAccepted({ accepting: { error, variables, reset }, room }: NotAcceptedProps) {
  if (!error) return null
  if (!hasMovedOn(error) || !variables) return <Failure problem={error} />
  const moved = movedSince(variables, room)
  return <CaseMovedOn moved={moved.length > 0 ? moved : null} onAdopt={reset} />
}
