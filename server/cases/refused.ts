import { failed } from '../http/problem.ts'
import { sayCases } from './messages.ts'

type Code = Exclude<Parameters<typeof sayCases>[0], 'carried_out' | 'agreed' | 'lies_elsewhere'>

/** A refusal with one reason, in the words of this room. */
export function refused(code: Code) {
  return failed('refused', { reasons: [{ code, detail: sayCases(code) }] })
}
