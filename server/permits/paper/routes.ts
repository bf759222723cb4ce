import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { printDocument } from '../../documents/print.ts'
import type { App, Services } from '../../http/app-types.ts'
import { ownAddress } from '../../http/own-address.ts'
import { sendProblem } from '../../http/problem.ts'
import { dayAt } from '../../time/rules.ts'
import { type PaperKind, paperOf, papers } from './paper.ts'

const NumberParams = Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) })
const Pdf = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Permits on paper: the sheet that is carried along, and the board at the fence. Anybody may have them, as anybody may read them at the site. */
export function paperRoutes(app: App, { under, pack, clock, publicUrl }: Services): void {
  const print = async (request: FastifyRequest, number: string, kind: PaperKind): Promise<Buffer | null> => {
    const today = dayAt(clock(), pack.zone)
    const origin = ownAddress(request, { publicUrl })
    const data = await under(request.actor, (db) =>
      paperOf(db, { number, kind, today, zone: pack.zone, origin }, request.actor),
    )
    return data && printDocument(papers[kind].template, data)
  }
  const sheets = [
    ['permit', '/api/permits/:number.pdf', 'The permit on a sheet of A4, in both languages, with map and QR code'],
    ['board', '/api/permits/:number/board.pdf', 'The board for the fence of the site, A3'],
  ] as const
  for (const [kind, url, summary] of sheets)
    app.get(
      url,
      {
        config: { permission: 'public', quota: 'exports' },
        schema: {
          tags: ['permits'],
          summary,
          params: NumberParams,
          produces: ['application/pdf'],
          response: { 200: Pdf },
        },
      },
      async (request, reply) => {
        const { number } = request.params
        const pdf = await print(request, number, kind)
        if (!pdf) return sendProblem(reply, { name: 'not-found' })
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${kind}-${number.replace(/[^\w-]/g, '')}.pdf"`)
          .header('cache-control', 'no-store')
          .header('x-content-type-options', 'nosniff')
          .send(pdf)
      },
    )
}
