import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyServerOptions } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { roleMay } from '../server/access/permissions.ts'
import { doorsTo } from '../server/access/under.ts'
import { hashPassword } from '../server/accounts/passwords.ts'
import type { Role } from '../server/agencies/contract.ts'
import { buildApp } from '../server/app.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import type { Polygon } from '../server/geo/contract.ts'
import type { App, Services } from '../server/http/app-types.ts'
import type { BodyPace } from '../server/http/limits/body-pace.ts'
import { secretBox } from '../server/notifications/webhooks/secret-box.ts'
import { engineKind, pack } from './database.ts'

/** The instant at which tests happen: a working day, before the cut-off. */
export const now = new Date('2026-11-24T06:00:00Z')

/** Where services on a database of tests keep their photos. */
export const mediaOfTests = join(tmpdir(), 'nasaq-test-media')

/** The service, without limits unless they are what is tested; `options` are Fastify's. */
export function serviceOn(
  db: Db,
  more: Partial<Services> = {},
  options: FastifyServerOptions & { pace?: BodyPace } = {},
): Promise<App> {
  return buildApp(
    {
      ...doorsTo({ db, tiles: null }),
      engine: engineKind(),
      pack,
      clock: () => now,
      mediaDir: mediaOfTests,
      demo: false,
      basemap: null,
      publicUrl: null,
      oidc: null,
      payments: null,
      mails: false,
      box: secretBox('a secret of tests'),
      reach: {},
      limits: null,
      ...more,
    },
    { logger: { level: 'error' }, ...options },
  )
}

export async function addOrganisation(db: Db, code: string, kind = 'utility'): Promise<string> {
  const id = uuidv7()
  await db('organisation').insert({ id, code, name_ar: code, name_en: code, kind, colour: '#1d6fd1' })
  return id
}

/** A municipality of the root's region with its boundary (WGS84), which an organisation answers for. */
export async function addMunicipality(
  db: Db,
  code: string,
  organisationId: string,
  boundary: Polygon,
): Promise<string> {
  const id = uuidv7()
  await rows(
    db,
    `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
     values (:id, :organisationId, :regionId, :code, :code, :code,
             ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(:boundary), 4326)))`,
    { id, organisationId, regionId: pack.root.regionId, code, boundary: JSON.stringify(boundary) },
  )
  return id
}

/** The organisation that answers for all ground outside every boundary, and with it for everything. */
export async function rootOffice(db: Db): Promise<string> {
  const root = (await db('municipality').where({ is_root: true }).first('organisation_id')) as {
    organisation_id: string
  }
  return root.organisation_id
}

const passwordHash = hashPassword('secret')

export interface SignedIn {
  userId: string
  agencyId: string | null
  headers: Record<string, string>
}

/** An account with a role, signed in: the headers that its requests carry. The office is the root authority's. */
export async function signedIn(app: App, db: Db, role: Role, asked?: string | null): Promise<SignedIn> {
  const usual = () => (roleMay(role, 'inspections.write') ? rootOffice(db) : null)
  const agencyId = asked === undefined ? await usual() : asked
  const userId = uuidv7()
  const email = `${role}-${userId}@test`
  const names = { name_ar: role, name_en: role }
  await db('app_user').insert({
    id: userId,
    email,
    ...names,
    role,
    organisation_id: agencyId,
    password_hash: await passwordHash,
  })
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { email, password: 'secret' } })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const { csrfToken } = answer.json<{ csrfToken: string }>()
  return { userId, agencyId, headers: { cookie, 'x-csrf-token': csrfToken, 'accept-language': 'en' } }
}

/** What a route says to a visitor (401) and to roles without the permission (403): first in the tests of each route. */
export async function refusals(
  app: App,
  db: Db,
  {
    method,
    url,
    payload = {},
    allowed,
  }: { method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'; url: string; payload?: object; allowed: readonly Role[] },
): Promise<{ visitor: number; others: number[] }> {
  const send = (headers: Record<string, string>) =>
    app.inject({ method, url, headers, ...(method === 'GET' || method === 'DELETE' ? {} : { payload }) })
  const visitor = await send({})
  const roles: Role[] = [
    'planner',
    'utility',
    'inspector',
    'contractor',
    'consultant',
    'traffic',
    'investor',
    'owner',
    'admin',
  ]
  const others: number[] = []
  for (const role of roles.filter((one) => !allowed.includes(one))) {
    const { headers } = await signedIn(app, db, role)
    others.push((await send(headers)).statusCode)
  }
  return { visitor: visitor.statusCode, others }
}
