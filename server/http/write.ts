import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../database/connect.ts'
import type { Services } from './app-types.ts'
import { type Outcome, send } from './problem.ts'

/** A write is one transaction under whoever asks; a problem takes back what was begun. */
export async function write<T>(
  { under }: Pick<Services, 'under'>,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (db: Db) => Promise<Outcome<T>>,
  status = 200,
): Promise<FastifyReply> {
  return send(reply, await under(request.actor, work, originOf(request)), status)
}

function originOf({ id, ip }: FastifyRequest) {
  return { requestId: id, address: ip }
}
