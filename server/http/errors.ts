import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify'
import { isStatementLimit } from '../database/watchdog.ts'
import { languageOf, type Phrase } from '../language/speak.ts'
import type { App } from './app-types.ts'
import { deepest } from './depth.ts'
import { sayHttp } from './messages.ts'
import { type MemberFault, type Problem, type ProblemName, sendProblem } from './problem.ts'

/** Turns every error into problem+json: expected ones by name, all others logged whole and told to nobody. */
export function errorHandling(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    if (problem.name === 'internal') request.log.error({ err: error }, 'unexpected error')
    else if (isDataException(error)) request.log.warn({ err: error }, 'a value that the database refused')
    return sendProblem(reply, problem)
  })
}

/** An address that cannot be read has no route, and with it none of the hooks: its language is the usual one. */
export function brokenAddress(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.language = languageOf(request.headers['accept-language'])
  sendProblem(reply, { name: 'validation' })
}

/** What PostgreSQL says of values that cannot stand: taken already, naming what is not there. */
const refusedValues: Record<string, ProblemName> = { '23505': 'conflict', '23503': 'validation' }

/** PostgreSQL's class 22: a value of the request that no column can hold, or no function take. */
function isDataException({ code }: FastifyError): boolean {
  return /^22...$/.test(code ?? '')
}

const lostConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  '57P01',
  '57P03',
  '53300',
  '55P03',
  '40P01',
  '40001',
])

function problemOf(error: FastifyError): Problem {
  if (error.validation) return { name: 'validation', errors: faults(error.validation, error.validationContext) }
  if (error.code === 'body_too_deep')
    return { name: 'validation', errors: [{ path: 'body', message: sayHttp('body.deep', { deepest }) }] }
  // a shape that the engine cannot compute: sent again, it would end the engine again
  if (error.code === 'engine_fault') return { name: 'geometry', detail: sayHttp('geometry.not_computable') }
  if (isStatementLimit(error)) return { name: 'statement-limit' }
  if (lostConnection.has(error.code) || /Connection (terminated|ended)/.test(error.message))
    return { name: 'unavailable' }
  // nobody gave a connection back in time
  if (error.name === 'KnexTimeoutError') return { name: 'unavailable' }
  if (isDataException(error)) return { name: 'validation' }
  return { name: refusedValues[error.code] ?? nameOf(error.statusCode ?? 500) }
}

function nameOf(status: number): ProblemName {
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 415) return 'media-type'
  if (status === 503) return 'unavailable'
  return status >= 400 && status < 500 ? 'validation' : 'internal'
}

/** As many as somebody can read: a body may be wrong in a hundred thousand places. */
const mostFaults = 20

function faults(all: readonly FastifySchemaValidationError[], context: string | undefined): MemberFault[] {
  return all.slice(0, mostFaults).map((one) => fault(one, context))
}

function fault(one: FastifySchemaValidationError, context: string | undefined): MemberFault {
  const member = (one.params.additionalProperty ?? one.params.missingProperty) as string | undefined
  const path = [...one.instancePath.split('/').filter(Boolean), ...(member === undefined ? [] : [member])].join('/')
  return { path: path || (context ?? ''), message: wordsFor(one, member) }
}

/** What a pattern allows is said by its description, where it has one. */
function allowedBy(one: FastifySchemaValidationError): Phrase {
  const { description } = (one as { parentSchema?: { description?: string } }).parentSchema ?? {}
  return description ? sayHttp('member.pattern', { description }) : sayHttp('member.other')
}

function wordsFor(one: FastifySchemaValidationError, member: string | undefined): Phrase {
  switch (one.keyword) {
    case 'additionalProperties':
      return sayHttp('member.unknown', { name: member ?? '' })
    case 'required':
      return sayHttp('member.missing', { name: member ?? '' })
    case 'type':
      return sayHttp('member.type')
    case 'enum':
      return sayHttp('member.enum', { allowed: (one.params.allowedValues as string[]).join(', ') })
    case 'format':
      return sayHttp('member.format', { format: String(one.params.format ?? '') })
    case 'pattern':
      return allowedBy(one)
    case 'minLength':
    case 'minItems':
      return sayHttp('member.short')
    case 'maxLength':
    case 'maxItems':
      return sayHttp('member.long')
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return sayHttp('member.range')
    default:
      return sayHttp('member.other')
  }
}
