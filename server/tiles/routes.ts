import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { mayDo } from '../access/permissions.ts'
import { canEncodeTiles } from '../database/tiles.ts'
import { inTileGrid } from '../geo/rules.ts'
import type { App, Services } from '../http/app-types.ts'
import { ownAddress } from '../http/own-address.ts'
import { sendProblem } from '../http/problem.ts'
import { AnyId, AnyOf, listed, query, readPlaceAndTime } from '../http/query.ts'
import { Day } from '../time/contract.ts'
import { categories, statuses } from '../works/contract.ts'
import type { TileCache } from './cache.ts'
import { encodeHere, encodeInDatabase } from './encode.ts'
import type { Layer, TileFilter } from './layer.ts'

const tags = ['tiles']
const baseSeconds = 300
const mostLayers = 12
const isReading = new Set(['GET', 'HEAD', 'OPTIONS'])

const LayerNames = Type.String({ pattern: '^[a-z_]+(,[a-z_]+)*$', maxLength: 200 })
const TileParams = Type.Object({ layers: LayerNames, z: Type.Integer(), x: Type.Integer(), y: Type.Integer() })
const filterQuery = query({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  status: AnyOf(statuses),
  agency: AnyId,
  category: AnyOf(categories),
  v: Type.Optional(Type.Integer({ description: 'ignored; makes an address new for a browser' })),
})

function audienceOf(request: FastifyRequest): TileFilter['audience'] {
  return mayDo(request.actor, 'works.read') ? 'agencies' : 'public'
}

/** What row security knows viewers by: people of one organisation and role share their tiles. */
function viewerOf({ actor }: FastifyRequest) {
  return [actor?.agencyId, actor?.role, actor?.ground]
}

/** The filter that a tile is made by; the same for the same words in any order. */
function filterOf(request: FastifyRequest, asked: Static<typeof filterQuery>): TileFilter {
  const { from = null, to = null, status, agency, category } = asked
  const sorted = (text: string | undefined) => (text === undefined ? null : [...new Set(listed(text))].sort())
  const lists = { status: sorted(status), agency: sorted(agency), category: sorted(category) }
  return { audience: audienceOf(request), from, to, ...lists }
}

const TileJson = Type.Object({
  tilejson: Type.String(),
  name: Type.String(),
  scheme: Type.String(),
  tiles: Type.Array(Type.String()),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  bounds: Type.Array(Type.Number()),
  vector_layers: Type.Array(
    Type.Object({
      id: Type.String(),
      fields: Type.Record(Type.String(), Type.String()),
      minzoom: Type.Integer(),
      maxzoom: Type.Integer(),
    }),
  ),
})

/** Vector tiles and their TileJSON, from a list of layers. */
export function tileRoutes(
  app: App,
  { under, underTiles, engine, publicUrl }: Services,
  { layers, cache }: { layers: readonly Layer[]; cache: TileCache },
): void {
  const encode = canEncodeTiles(engine) ? encodeInDatabase : encodeHere
  const byName = new Map(layers.map((layer) => [layer.name, layer]))

  /** Whatever a write changed, the next tile shows. */
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    if (!isReading.has(method) && statusCode < 300 && !routeOptions.config.changesNothing) cache.touch()
  })

  const find = (names: string): Layer[] | null => {
    const found = names.split(',').map((name) => byName.get(name))
    return found.length <= mostLayers && found.every((layer) => layer !== undefined) ? found : null
  }

  app.get(
    '/tiles/:layers/:z/:x/:y.mvt',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'A vector tile of one or several layers',
        description: 'Layers are joined by commas. 204 where there is nothing; 400 outside the grid.',
        params: TileParams,
        querystring: filterQuery,
        produces: ['application/vnd.mapbox-vector-tile'],
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          204: Type.Null(),
          304: Type.Null(),
        },
      },
    },
    async (request, reply) => {
      const { z, x, y } = request.params
      const asked = find(request.params.layers)
      if (!asked) return sendProblem(reply, { name: 'not-found' })
      if (!inTileGrid(z, x, y)) return sendProblem(reply, { name: 'validation' })
      const time = readPlaceAndTime(request.query)
      if (time.problem) return sendProblem(reply, time.problem)
      const filter = filterOf(request, request.query)
      const isBase = asked.every((layer) => layer.isBase)
      const viewer = asked.some((layer) => layer.byViewer) ? JSON.stringify(viewerOf(request)) : ''
      const shown = asked.filter(
        ({ minzoom, maxzoom, agenciesOnly, permission }) =>
          z >= minzoom &&
          z <= maxzoom &&
          !(agenciesOnly && filter.audience === 'public') &&
          (permission === undefined || mayDo(request.actor, permission)),
      )
      const names = shown.map(({ name }) => name).join(',')
      const key = `${names}/${z}/${x}/${y} ${isBase ? '' : JSON.stringify(filter)}${viewer}`
      const tile = await cache.get(key, async () =>
        Buffer.concat(
          await Promise.all(
            shown.map((layer) =>
              (layer.byViewer ? under : underTiles)(request.actor, (db) => encode(db, layer, { z, x, y, ...filter })),
            ),
          ),
        ),
      )
      return sendTile(request, reply, tile, isBase ? `public, max-age=${baseSeconds}` : 'private, no-cache')
    },
  )

  app.get(
    '/tiles/:layers.json',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'TileJSON 3 of one or several layers',
        params: Type.Object({ layers: LayerNames }),
        response: { 200: TileJson },
      },
    },
    async (request, reply) => {
      const asked = find(request.params.layers)
      if (!asked) return sendProblem(reply, { name: 'not-found' })
      return tileJson(asked, request.params.layers, ownAddress(request, { publicUrl }))
    },
  )
}

function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  tile: { bytes: Buffer; etag: string },
  caching: string,
): FastifyReply {
  reply.header('etag', tile.etag).header('cache-control', caching).header('vary', 'cookie')
  if (request.headers['if-none-match'] === tile.etag) return reply.code(304).send()
  if (tile.bytes.length === 0) return reply.code(204).send()
  return reply.type('application/vnd.mapbox-vector-tile').send(tile.bytes)
}

function tileJson(layers: readonly Layer[], names: string, origin: string) {
  return {
    tilejson: '3.0.0',
    name: names,
    scheme: 'xyz',
    tiles: [`${origin}/tiles/${names}/{z}/{x}/{y}.mvt`],
    minzoom: Math.min(...layers.map(({ minzoom }) => minzoom)),
    maxzoom: Math.max(...layers.map(({ maxzoom }) => maxzoom)),
    bounds: [-180, -85.05112878, 180, 85.05112878],
    vector_layers: layers.map(({ name: id, fields, minzoom, maxzoom }) => ({ id, fields, minzoom, maxzoom })),
  }
}
