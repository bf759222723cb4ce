import { basename, dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { App, Services } from '../http/app-types.ts'
import { folder } from './setting.ts'

/** The PMTiles file of the base map, piece by piece as the map asks for it (HTTP ranges), and nothing beside it. */
export async function basemapRoutes(app: App, { basemap }: Pick<Services, 'basemap'>): Promise<void> {
  const file = basemap?.file
  if (file === undefined) return
  await app.register(fastifyStatic, {
    root: dirname(file),
    prefix: folder,
    decorateReply: false,
    allowedPath: (path) => path === `/${basename(file)}`,
    maxAge: '1h',
  })
}
