import { failed } from '../../http/problem.ts'
import { sayDefects } from './messages.ts'
import type { DefectPhoto, DefectRefusal } from './rules.ts'

/** A refusal of the rules, in words; of a photo with how far it was taken. */
export function refused(code: DefectRefusal, photo: DefectPhoto | null = null) {
  const values = { metres: Math.round(photo?.metres ?? 0), within: photo?.withinMetres ?? 0 }
  return failed('refused', { reasons: [{ code, detail: sayDefects(code, values) }] })
}
