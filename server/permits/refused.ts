import { failed } from '../http/problem.ts'
import { sayPermits } from './messages.ts'

/** A refusal with one reason, in the words of this room; one of the lifecycle's has the code that the lifecycle gives it. */
export function refused(code: Parameters<typeof sayPermits>[0]) {
  return failed('refused', { reasons: [{ code: code.replace(/^refusal\./, ''), detail: sayPermits(code) }] })
}
