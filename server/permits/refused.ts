import { failed } from '../http/problem.ts'
import { sayPermits } from './messages.ts'

/** A refusal with one reason, in the words of this room. */
export function refused(code: Parameters<typeof sayPermits>[0]) {
  return failed('refused', { reasons: [{ code, detail: sayPermits(code) }] })
}
