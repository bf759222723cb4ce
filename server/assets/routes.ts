import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { AnyOf, IdParams, listed, query } from '../http/query.ts'
import { write } from '../http/write.ts'
import { Asset, AssetCounts, AssetList, assetKinds } from './contract.ts'
import { countAssets, findAsset, listAssets } from './read.ts'
import { removeAsset } from './store.ts'

const tags = ['assets']
const config = { permission: 'assets.read' } as const

/** The networks that an agency has in the ground, told to itself alone. They come in by imports. */
export function assetRoutes(app: App, services: Services): void {
  const { under } = services

  app.get(
    '/api/assets',
    {
      config,
      schema: {
        tags,
        summary: 'Your agency’s own networks in the ground, by reference',
        description:
          'No agency is told of another’s, nor is any office: they only learn who is asked about an application.',
        querystring: query({
          kind: AnyOf(assetKinds),
          q: Type.Optional(Type.String({ maxLength: 100 })),
          ...pageQuery,
        }),
        response: { 200: AssetList },
      },
    },
    async (request, reply) => {
      const { kind, q, limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['text', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const agencyId = request.actor?.agencyId ?? null
      const asked = { agencyId, kinds: listed(kind), text: q?.trim() || undefined, limit, after: after.value }
      return under(request.actor, (db) => listAssets(db, asked))
    },
  )

  app.get(
    '/api/asset-counts',
    {
      config,
      schema: { tags, summary: 'How many assets of each kind your agency has', response: { 200: AssetCounts } },
    },
    async (request) => under(request.actor, (db) => countAssets(db, request.actor?.agencyId ?? null)),
  )

  app.get(
    '/api/assets/:id',
    { config, schema: { tags, summary: 'One asset of your agency', params: IdParams, response: { 200: Asset } } },
    async (request, reply) => {
      const agencyId = request.actor?.agencyId ?? null
      const found = await under(request.actor, (db) => findAsset(db, request.params.id, agencyId))
      return send(reply, found ? { value: found } : failed('not-found'))
    },
  )

  app.delete(
    '/api/assets/:id',
    {
      config: { permission: 'assets.write' },
      schema: {
        tags,
        summary: 'Take away an asset that is no longer in the ground',
        description: 'Many at once: import a file whose rows say `removed`.',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) =>
      write(services, request, reply, (db) => removeAsset(db, request.params.id, request.actor as Actor), 204),
  )
}
