import { failed } from '../http/problem.ts'
import { sayReports } from './messages.ts'
import type { ReportRefusal, SolutionPhoto } from './rules.ts'

/** A refusal of the rules, in words; of a photo with how far it was taken. */
export function refused(code: ReportRefusal, photo: SolutionPhoto | null = null) {
  if (code === 'not_yours') return failed('forbidden')
  const values = { metres: Math.round(photo?.metres ?? 0), within: photo?.withinMetres ?? 0 }
  return failed('refused', { reasons: [{ code, detail: sayReports(code, values) }] })
}
