import type { FastifyReply } from 'fastify'
import { sendProblem } from '../http/problem.ts'

/** How long a photo may be kept by whoever fetched it: as what does not change under its name, or as what may come to be hidden. */
const kept = {
  public: 'public, max-age=31536000, immutable',
  private: 'private, max-age=86400, immutable',
  changing: 'private, max-age=86400',
} as const

/** Answers with a photo that we have encoded ourselves, and with nothing that a browser could take for a page; 404 without one. */
export function replyPhoto(reply: FastifyReply, bytes: Buffer | null, keeping: keyof typeof kept = 'private') {
  if (!bytes) return sendProblem(reply, { name: 'not-found' })
  return reply
    .type('image/jpeg')
    .header('cache-control', kept[keeping])
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(bytes)
}
