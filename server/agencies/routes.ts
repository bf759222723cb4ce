import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { Agency, Municipality } from './contract.ts'
import { listAgencies, listMunicipalities } from './store.ts'

const tags = ['agencies']

/** Agencies and municipalities. */
export function agencyRoutes(app: App, { under }: Services): void {
  app.get(
    '/api/agencies',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'Organisations', response: { 200: Type.Object({ items: Type.Array(Agency) }) } },
    },
    async ({ actor }) => ({ items: await under(actor, listAgencies) }),
  )
  app.get(
    '/api/municipalities',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Municipalities',
        querystring: Type.Object(
          { boundaries: Type.Optional(Type.Boolean({ default: false })) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(Municipality) }) },
      },
    },
    async ({ actor, query }) => ({
      items: await under(actor, (db) => listMunicipalities(db, query.boundaries ?? false)),
    }),
  )
}
