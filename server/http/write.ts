import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Origin } from '../access/under.ts'
import type { Db } from '../database/connect.ts'
import { TakenBack } from '../database/taken-back.ts'
import type { Services } from './app-types.ts'
import { type Once, onceFor, Repeated, readClaim } from './idempotency.ts'
import { failed, type Outcome, type Problem, send } from './problem.ts'

/** A problem found in the middle of a write: what was begun is taken back. */
class Refused extends TakenBack {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.name)
    this.problem = problem
  }
}

/** A write of several steps. Each `within` is a transaction under whoever asks; one of them does its deed `once`. */
export interface Steps {
  within: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  once: Once
  /** For the audit of what goes on in the background. */
  origin: Origin
}

/**
 * Does a write in one transaction under whoever asks, once for each `Idempotency-Key`, and answers. A problem takes back
 * what was begun.
 */
export function write<T>(
  services: Pick<Services, 'under'>,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (db: Db) => Promise<Outcome<T>>,
  status = 200,
): Promise<FastifyReply> {
  return writeInSteps(services, request, reply, { status }, ({ within, once }) =>
    within((db) => once(db, status, () => work(db)).then(orTakeBack)),
  )
}

/** The same where the write takes more than one transaction. `asked` is what the client asks, where it is no JSON body. */
export async function writeInSteps<T>(
  { under }: Pick<Services, 'under'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, asked }: { status: number; asked?: unknown },
  work: (steps: Steps) => Promise<Outcome<T>>,
): Promise<FastifyReply> {
  const claim = readClaim(request, asked)
  const origin = originOf(request)
  const within: Steps['within'] = (step) => under(request.actor, step, origin)
  try {
    return send(reply, await work({ within, once: onceFor(claim), origin }), status)
  } catch (error) {
    if (error instanceof Refused) return send(reply, { problem: error.problem })
    if (error instanceof Repeated)
      return reply.code(error.earlier.status).header('idempotency-replayed', 'true').send(error.earlier.answer)
    if (claim && isLockTimeout(error)) return send(reply.header('retry-after', '1'), failed('in-flight'))
    throw error
  }
}

/** For a step whose problem must not leave its half behind. */
export function orTakeBack<T>(outcome: Outcome<T>): Outcome<T> {
  if (outcome.problem) throw new Refused(outcome.problem)
  return outcome
}

/** Waited too long for a lock: with a key, it is the first request with it that still runs. */
function isLockTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '55P03'
}

/** Where a request comes from, for the audit. */
export function originOf({ id, ip }: FastifyRequest): Origin {
  return { requestId: id, address: ip }
}
