import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { languages } from '../language/contract.ts'

/** A link names the language of its page, which a browser does not send with it. */
export const csvQuery = { lang: Type.Optional(Type.Enum([...languages])) }

/** A list as a file: described as what it is, and answered as the stream that writes it. */
export const csvAnswer = (description: string) => ({
  200: { description, content: { 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } } },
})

export function sendCsv(reply: FastifyReply, name: string, file: Readable) {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`)
  return reply.send(file)
}
