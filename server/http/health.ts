import { Type } from 'typebox'
import { Basemap } from '../basemap/contract.ts'
import { pendingMigrations } from '../database/migrate.ts'
import { rows } from '../database/sql.ts'
import type { App, Services } from './app-types.ts'

const Ready = Type.Object({
  status: Type.Enum(['ready', 'not_ready']),
  engine: Type.Enum(['embedded', 'server']),
  postgis: Type.String(),
  pendingMigrations: Type.Integer(),
  rulePack: Type.String(),
  demo: Type.Boolean(),
  zone: Type.String(),
  today: Type.String(),
  durability: Type.String(),
  basemap: Type.Union([Basemap, Type.Null()]),
})

const durability = {
  embedded: 'Committed data survive the end of the process, not a power cut: the embedded engine never calls fsync.',
  server: 'Committed data survive as the PostgreSQL server is set up to keep them.',
}

/** Is the process alive; is everything it needs there. */
export function healthRoutes(app: App, { system, engine, pack, demo, clock, basemap }: Services): void {
  const tags = ['health']
  app.get(
    '/api/health',
    {
      config: { permission: 'public', quota: null },
      schema: { tags, summary: 'The process answers', response: { 200: Type.Object({ status: Type.Literal('ok') }) } },
    },
    async () => ({ status: 'ok' as const }),
  )
  app.get(
    '/api/ready',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'Everything it needs is there', response: { 200: Ready, 503: Ready } },
    },
    async (_request, reply) => {
      const [row] = await rows<{ version: string }>(system, 'select PostGIS_Lib_Version() as version')
      const pending = await pendingMigrations(system)
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: pack.zone }).format(clock())
      return reply.code(pending ? 503 : 200).send({
        status: pending ? 'not_ready' : 'ready',
        engine,
        postgis: row?.version ?? '',
        pendingMigrations: pending,
        rulePack: pack.id,
        demo,
        zone: pack.zone,
        today,
        durability: durability[engine],
        basemap: basemap && { kind: basemap.kind, url: basemap.url },
      })
    },
  )
}
