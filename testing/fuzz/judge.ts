import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Answer } from './ask.ts'
import type { Operation } from './operations.ts'
import type { Wire } from './wire.ts'

const ajv = new Ajv2020({ strict: false, allErrors: false })
;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)

const checks = new Map<object, ValidateFunction>()

function checkOf(schema: object): ValidateFunction {
  const known = checks.get(schema)
  if (known) return known
  const made = ajv.compile(schema)
  checks.set(schema, made)
  return made
}

/** Words of our insides: of the database, its driver, our files. */
const insides =
  /\bpg_|postgres:|knex|node_modules|\bsqlstate\b|savepoint|\bST_[A-Z]\w+|\bat \S+ \(|\.ts:\d+|select .+ from |insert into |violates|syntax error|relation "|column "|nasaq_app|duplicate key/i

/** Their bytes are packed and tell nothing by themselves: among so many, any short word stands somewhere by chance. */
const packed = /^(application\/pdf|image\/jpeg)\b/

/** What is wrong with an answer; null where nothing is. */
export function faultOf(answer: Answer, wire: Wire, operation: Operation | undefined): string | null {
  if (answer.status >= 500) return `answered ${answer.status}`
  const inside = packed.test(answer.type) ? undefined : insides.exec(answer.text)?.[0]
  if (inside && !isEcho(inside, wire)) return `tells of its insides: ${inside}`
  // what an import says of work in the background that threw
  if (answer.text.includes('"code":"unexpected"')) return 'the work in the background broke off'
  if (answer.status >= 400) return problemFault(answer, wire)
  if (answer.status === 204 || answer.status === 304) return answer.text === '' ? null : 'a body where there is none'
  return operation ? answerFault(answer, operation) : null
}

/** What was sent may be told: an unknown member, a name. */
function isEcho(text: string, { url, payload }: Wire): boolean {
  return url.includes(text) || (payload?.includes(text) ?? false)
}

function problemFault({ status, type, text }: Answer, { method }: Wire): string | null {
  if (method === 'HEAD') return null
  if (!type.startsWith('application/problem+json')) return `a problem as ${type}`
  const problem = JSON.parse(text) as Record<string, unknown>
  const isWhole = typeof problem.type === 'string' && typeof problem.title === 'string' && problem.title !== ''
  return isWhole && problem.status === status ? null : 'a problem without its type, title or status'
}

function answerFault({ status, type, text }: Answer, { answers }: Operation): string | null {
  if (!(status in answers)) return `answered ${status}, which is not described`
  const schema = answers[status]
  if (!schema || !type.startsWith('application/json')) return null
  const check = checkOf(schema)
  return check(JSON.parse(text)) ? null : `not as described: ${ajv.errorsText(check.errors)}`
}
