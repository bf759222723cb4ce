import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import type { Db } from '../../server/database/connect.ts'
import type { LineString } from '../../server/geo/contract.ts'
import type { App } from '../../server/http/app-types.ts'
import { storeStreets } from '../../server/streets/store.ts'
import { addConsultation, addPermit, addWorks } from '../applications.ts'
import { pack } from '../database.ts'
import { formOf } from '../form.ts'
import { addOrganisation, rootOffice, type SignedIn, serviceOn, signedIn } from '../service.ts'
import { at, here, ringAround } from './shapes.ts'
import { type FilePart, jsonText } from './wire.ts'

export const askers = ['visitor', 'utility', 'planner', 'admin'] as const
export type Asker = (typeof askers)[number]

/** A small city with one of everything, and who asks for it. */
export interface City {
  app: App
  headers: Record<Asker, Record<string, string>>
  agencies: { water: string; power: string; office: string }
  streetId: string
  worksIds: string[]
  /** Applications that the office is asked about, has objected to and may waive a meeting of; and a permit. */
  applications: { asked: string; objected: string; waivable: string; met: string; permit: string }
  constraintId: string
  surfaceId: string
  opportunity: string
  report: { number: string; follow: string; photoId: string }
  /** Checked, and waiting for a mapping. */
  imports: Record<Exclude<Asker, 'visitor'>, string[]>
  email: string
  /** Somebody who has not set a password yet. */
  invited: { id: string; secret: string }
  keyId: string
}

export const area = { type: 'Polygon', coordinates: [ringAround(at(here, 40, 40), [60, 60, 60, 60, 60, 60])] }
/** A line along the one street there is. */
export const street = { type: 'LineString', coordinates: [at(here, -100, 0), at(here, 100, 0)] }
const period = { start: '2027-01-10', end: '2027-01-29' }
const name = { ar: 'مدرسة', en: 'School' }

export const importMapping = {
  fields: {
    title: { from: 'name' },
    start: { from: 'from' },
    end: { from: 'to' },
    externalReference: { from: 'ref' },
    category: { from: 'kind' },
    trenchWidthMetres: { from: 'width' },
    agency: { from: 'owner.name' },
  },
}

/** A row of a file, as an agency would send it. */
export interface Row {
  geometry: unknown
  properties?: Record<string, unknown>
}

export function worksFile(rows: readonly Row[]): FilePart {
  const features = rows.map(({ geometry, properties }, i) => ({
    type: 'Feature',
    geometry,
    properties: { name: `Main ${i}`, from: period.start, to: period.end, ref: `R${i}`, kind: 'planned', ...properties },
  }))
  return { name: 'works.geojson', bytes: Buffer.from(jsonText({ type: 'FeatureCollection', features })) }
}

export async function photograph(): Promise<FilePart> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  return { name: 'photo.jpg', bytes }
}

/** Founds the city in a test's transaction. */
export async function foundCity(db: Db, mediaDir: string): Promise<City> {
  const app = await serviceOn(db, { mediaDir })
  const agencies = {
    water: await addOrganisation(db, 'WATER'),
    power: await addOrganisation(db, 'POWER'),
    office: await rootOffice(db),
  }
  const utility = await signedIn(app, db, 'utility', agencies.water)
  const people = { utility, planner: await signedIn(app, db, 'planner'), admin: await signedIn(app, db, 'admin') }
  const streetId = await addStreet(db)
  const { email } = (await db('app_user').where({ id: utility.userId }).first('email')) as { email: string }
  return {
    ...{ app, agencies, streetId, email },
    headers: {
      visitor: { 'accept-language': 'ar' },
      utility: utility.headers,
      planner: people.planner.headers,
      admin: people.admin.headers,
    },
    ...(await things(app, people)),
    applications: await applications(db, agencies),
    ...(await access(app, people.admin, agencies.water)),
    imports: {
      utility: await jobs(app, people.utility),
      planner: await jobs(app, people.planner),
      admin: await jobs(app, people.admin),
    },
  }
}

async function addStreet(db: Db): Promise<string> {
  const id = uuidv7()
  const names = { ar: 'شارع الغيمة', en: 'Cloud Street' }
  await storeStreets(db, [{ id, code: 'S-1', name: names, streetClass: 'local', line: street as LineString }], pack)
  return id
}

type Sent = { payload: object | Buffer; headers?: Record<string, string> }

async function post<T>(app: App, url: string, who: SignedIn | null, { payload, headers = {} }: Sent): Promise<T> {
  const answer = await app.inject({ method: 'POST', url, headers: { ...who?.headers, ...headers }, payload })
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
  return answer.json()
}

async function things(app: App, { utility, planner }: { utility: SignedIn; planner: SignedIn }) {
  const works = { title: 'Main renewal', category: 'planned', utility: 'water', route: street, period }
  const own = await post<{ id: string }>(app, '/api/works', utility, { payload: { ...works, status: 'planned' } })
  const draft = await post<{ id: string }>(app, '/api/works', utility, { payload: works })
  const kept = { kind: 'school', name, severity: 'warning', area }
  const constraint = await post<{ id: string }>(app, '/api/constraint-areas', planner, { payload: kept })
  const protection = { name, area, resurfacedOn: '2026-05-01' }
  const surface = await post<{ id: string }>(app, '/api/protected-surfaces', planner, { payload: protection })
  const site = { title: name, activity: 'retail', boundary: area, termYears: 10, model: 'annual_rent' }
  const opportunity = await post<{ number: string }>(app, '/api/opportunities', planner, { payload: site })
  const report = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', photo: await photograph() })
  const { number, follow } = await post<{ number: string; follow: string }>(app, '/api/reports', null, report)
  const { photoId } = (await app.inject({ url: `/api/reports/${number}` })).json<{ photoId: string }>()
  return {
    worksIds: [own.id, draft.id],
    constraintId: constraint.id,
    surfaceId: surface.id,
    opportunity: opportunity.number,
    report: { number, follow, photoId },
  }
}

async function applications(db: Db, { water, power, office }: City['agencies']): Promise<City['applications']> {
  const line = (south: number): LineString => ({ type: 'LineString', coordinates: [at(here, -40, -south), at(here, 40, -south)] }) // biome-ignore format: one line
  const asked = await addWorks(db, water, line(300), 'in_coordination')
  await addConsultation(db, asked, office)
  const objected = await addWorks(db, water, line(400), 'in_coordination')
  await addConsultation(db, objected, office, 'Too near.')
  const waivable = await addWorks(db, water, line(500), 'planned')
  const met = await addWorks(db, power, line(500), 'planned')
  const dug = await addWorks(db, water, line(600), 'in_progress')
  return { asked, objected, waivable, met, permit: await addPermit(db, dug) }
}

async function access(app: App, admin: SignedIn, agencyId: string) {
  const person = { email: 'invited@example.org', name, role: 'utility', agencyId }
  type Invited = { account: { id: string }; ticket: { secret: string } }
  const { account, ticket } = await post<Invited>(app, '/api/accounts', admin, { payload: person })
  const made = { name: 'Desk software', agencyId, scopes: ['works.read'] }
  const { key } = await post<{ key: { id: string } }>(app, '/api/keys', admin, { payload: made })
  return { invited: { id: account.id, secret: ticket.secret }, keyId: key.id }
}

async function jobs(app: App, who: SignedIn): Promise<string[]> {
  const fields = { kind: 'works', file: worksFile([{ geometry: street }]) }
  const sent = [formOf({ ...fields, mapping: JSON.stringify(importMapping) }), formOf(fields)]
  const ids: string[] = []
  for (const form of sent) ids.push((await post<{ id: string }>(app, '/api/imports?wait=true', who, form)).id)
  return ids
}
