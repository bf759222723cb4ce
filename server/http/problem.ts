import type { FastifyReply } from 'fastify'
import type { Phrase } from '../language/speak.ts'
import { type HttpMessage, sayHttp } from './messages.ts'

const titled = [
  'validation',
  'unauthenticated',
  'sign-in-failed',
  'forbidden',
  'csrf',
  'not-found',
  'version',
  'conflict',
  'in-flight',
  'refused',
  'idempotency-key',
  'key-reused',
  'geometry',
  'too-large',
  'too-many-requests',
  'statement-limit',
  'unavailable',
  'media-type',
  'not-acceptable',
  'internal',
] as const
export type ProblemName = (typeof titled)[number]

const statusOf: Record<ProblemName, number> = {
  validation: 400,
  unauthenticated: 401,
  'sign-in-failed': 401,
  forbidden: 403,
  csrf: 403,
  'not-found': 404,
  version: 409,
  conflict: 409,
  'in-flight': 409,
  refused: 409,
  'idempotency-key': 400,
  'key-reused': 422,
  geometry: 422,
  'too-large': 413,
  'too-many-requests': 429,
  'statement-limit': 503,
  unavailable: 503,
  'media-type': 415,
  'not-acceptable': 406,
  internal: 500,
}

export interface MemberFault {
  /** JSON pointer without its first slash: `period/start`. */
  path: string
  message: Phrase
}

export interface Reason {
  code: string
  detail: Phrase
  /** What was found that stands behind it, for machines. */
  finding?: object
  /** What else stands behind it, by name. */
  about?: object
}

/** An expected error, as a value: what went wrong, in words that wait for a language. */
export interface Problem {
  name: ProblemName
  detail?: Phrase
  values?: Record<string, string | number>
  errors?: MemberFault[]
  reasons?: Reason[]
  /** Seconds after which it is worth another try. */
  retryAfter?: number
  /** Further members of the answer, for machines. */
  more?: Record<string, unknown>
}

/** What a store or a rule gives back: a value, or the problem that stood in its way. */
export type Outcome<T> = { value: T; problem?: never } | { value?: never; problem: Problem }

export function failed(name: ProblemName, more: Omit<Problem, 'name'> = {}): { problem: Problem } {
  return { problem: { name, ...more } }
}

/** A validation problem at one member. */
export function faultAt(path: string, message: Phrase): { problem: Problem } {
  return failed('validation', { errors: [{ path, message }] })
}

const noted = new Set<ProblemName>(['forbidden', 'csrf', 'sign-in-failed'])

/** Who was not let do what, for whoever watches the log: which route, from where and as whom, and nothing that was sent. */
function noteRefusal({ request, log }: FastifyReply, { name }: Problem): void {
  if (!noted.has(name)) return
  const { actor, ip, method, routeOptions } = request
  const asked = { method, route: routeOptions.url ?? null, address: ip }
  log.warn({ refusal: name, ...asked, user: actor?.userId ?? null, key: actor?.keyId ?? null }, 'not let in')
}

/** RFC 9457 in the asked language; the one place where a problem becomes an answer. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { language } = reply.request
  const status = statusOf[problem.name]
  noteRefusal(reply, problem)
  const retryAfter = problem.retryAfter ?? (status === 503 && !reply.hasHeader('retry-after') ? 2 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `/problems/${problem.name}`,
      title: sayHttp(`${problem.name}.title` as HttpMessage)(language),
      status,
      detail: (
        problem.detail ??
        sayHttp(`${problem.name}.detail` as HttpMessage, {
          ...(problem.retryAfter === undefined ? {} : { seconds: problem.retryAfter }),
          ...problem.values,
        })
      )(language),
      ...(problem.errors
        ? { errors: problem.errors.map(({ path, message }) => ({ path, message: message(language) })) }
        : {}),
      ...(problem.reasons
        ? { reasons: problem.reasons.map(({ detail, ...reason }) => ({ ...reason, detail: detail(language) })) }
        : {}),
      ...problem.more,
    })
}

/** Sends an outcome: its value with `status`, or its problem. */
export function send<T>(reply: FastifyReply, outcome: Outcome<T>, status = 200): FastifyReply {
  return outcome.problem ? sendProblem(reply, outcome.problem) : reply.code(status).send(outcome.value)
}
