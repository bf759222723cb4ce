import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { sendProblem } from '../http/problem.ts'
import { unlessMissing } from './folder.ts'

/**
 * How long a photo may be kept by whoever fetched it: as what does not change under its name, or as what may come to be hidden. What
 * everybody sees of a report may be: it is turned down, and its photo with it.
 */
const kept = {
  public: 'public, max-age=300',
  private: 'private, max-age=86400, immutable',
  changing: 'private, max-age=86400',
} as const

/**
 * Answers with a photo that we have encoded ourselves, and with nothing that a browser could take for a page; 404 without one.
 * The file is read here, after its rows: a disk that is slow must not hold connections to the database.
 */
export async function replyPhoto(reply: FastifyReply, file: string | null, keeping: keyof typeof kept = 'private') {
  const bytes = file === null ? null : await readFile(file).catch(unlessMissing(null))
  if (!bytes) return sendProblem(reply, { name: 'not-found' })
  reply.header('cache-control', kept[keeping])
  if (keeping !== 'private') {
    // who has it already asks whether it may still be shown, and is not sent it again
    const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`
    reply.header('etag', etag)
    if (reply.request.headers['if-none-match'] === etag) return reply.code(304).send()
  }
  return reply
    .type('image/jpeg')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(bytes)
}
