import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../server/access/actor.ts'
import type { Facts } from '../../server/access/policy.ts'
import { type OrganisationKind, type Role, roles } from '../../server/agencies/contract.ts'
import { placeOf } from '../../server/agencies/store.ts'
import { keeper } from '../../server/coordination/register.ts'
import { insertConstraint } from '../../server/coordination/restrictions.ts'
import type { Db } from '../../server/database/connect.ts'
import type { LineString, Polygon } from '../../server/geo/contract.ts'
import type { App } from '../../server/http/app-types.ts'
import { storeOpportunities } from '../../server/opportunities/store.ts'
import { storeReports } from '../../server/reports/store.ts'
import { createProtectedSurface } from '../../server/streets/protection.ts'
import { insertWorks } from '../../server/works/store.ts'
import { pack } from '../database.ts'
import { addMunicipality, addOrganisation, now, signedIn } from '../service.ts'

/** Whose an object is, seen from whoever asks: their organisation's, another's beside it, another's in another municipality. */
export const places = ['own', 'other_agency', 'other_municipality'] as const
export type Place = (typeof places)[number]

/** What stands in one place for one organisation. */
export interface Things {
  agencyId: string
  municipality: string
  /** The organisation that answers for the municipality. */
  officeId: string
  /** Westernmost degree of ground that is free to draw on. */
  west: number
  draft: string
  planned: string
  accountId: string
  keyId: string
  jobId: string
  constraintId: string
  surfaceId: string
  opportunity: string
  report: string
}

export interface Person {
  role: Role | null
  headers: Record<string, string>
  actor: Actor | null
  /** What they may meet, by place; a visitor's own is nothing, so it is another's. */
  things: Record<Place, Things>
}

export interface World {
  people: Person[]
  works: Map<string, Facts>
  follow: string
}

const kinds: Record<Role, OrganisationKind> = {
  planner: 'municipality',
  inspector: 'municipality',
  traffic: 'municipality',
  admin: 'municipality',
  utility: 'utility',
  contractor: 'contractor',
  consultant: 'consultant',
  investor: 'other',
  owner: 'other',
}

/** Two municipalities side by side; the second begins here. */
const [westTown, eastTown] = [46.5, 46.6]

export function lineAt(west: number): LineString {
  return { type: 'LineString', coordinates: [[west, 24.7], [west + 0.001, 24.7]] } // biome-ignore format: one line
}

export function squareAt(west: number, side = 0.002): Polygon {
  const [east, south, north] = [west + side, 24.65, 24.65 + side]
  return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } // biome-ignore format: one line
}

function town(west: number): Polygon {
  return { type: 'Polygon', coordinates: [[[west, 24.6], [west + 0.1, 24.6], [west + 0.1, 24.8], [west, 24.8], [west, 24.6]]] } // biome-ignore format: one line
}

/** Everything that each role meets: its own, another agency's, and what lies in another municipality. */
export async function makeWorld(db: Db, app: App): Promise<World> {
  const offices = [
    await addOrganisation(db, 'OFFICE-W', 'municipality'),
    await addOrganisation(db, 'OFFICE-E', 'municipality'),
  ] as const
  const towns = [
    await addMunicipality(db, 'W', offices[0], town(westTown)),
    await addMunicipality(db, 'E', offices[1], town(eastTown)),
  ] as const
  const world: World = { people: [], works: new Map(), follow: 'f'.repeat(43) }
  let steps = 0
  const step = () => 0.01 + 0.002 * steps++
  const make = async (agencyId: string, at: 0 | 1, userId: string | null = null) =>
    thingsOf(db, world, {
      agencyId,
      officeId: offices[at],
      municipality: towns[at],
      west: [westTown, eastTown][at] as number,
      step,
      userId,
    })
  const other = await make(await addOrganisation(db, 'NEIGHBOUR'), 0)
  const far = await make(await addOrganisation(db, 'FAR'), 1)
  const organisations = new Map<OrganisationKind, string>([['municipality', offices[0]]])
  for (const role of roles) {
    const kind = kinds[role]
    const agencyId = organisations.get(kind) ?? (await addOrganisation(db, `ONE-${kind.toUpperCase()}`, kind))
    organisations.set(kind, agencyId)
    const { headers, userId } = await signedIn(app, db, role, agencyId)
    const own = await make(agencyId, 0, userId)
    const { ground } = await placeOf(db, agencyId)
    const actor: Actor = { userId, keyId: null, role, isAdmin: role === 'admin', agencyId, ground, scopes: null }
    world.people.push({ role, headers, actor, things: { own, other_agency: other, other_municipality: far } })
  }
  const visitor = { own: other, other_agency: other, other_municipality: far }
  world.people.push({ role: null, headers: {}, actor: null, things: visitor })
  return world
}

interface Making {
  agencyId: string
  officeId: string
  municipality: string
  west: number
  step: () => number
  userId: string | null
}

async function thingsOf(db: Db, world: World, making: Making): Promise<Things> {
  const { agencyId, municipality, officeId, west, step } = making
  const draft = await addWorks(db, agencyId, lineAt(west + step()), 'draft')
  const planned = await addWorks(db, agencyId, lineAt(west + step()), 'planned')
  for (const [id, isPublished] of [[draft, false], [planned, true]] as const) // biome-ignore format: one line
    world.works.set(id, {
      agencyId,
      municipalityIds: [municipality],
      status: isPublished ? 'planned' : 'draft',
      isPublished,
    })
  const area = squareAt(west + step())
  const names = { ar: 'اسم', en: 'Name' }
  const { id: constraintId } = await insertConstraint(
    db,
    { kind: 'event', name: names, severity: 'info', area },
    area,
    pack,
  )
  const surface = await createProtectedSurface(db, { name: names, area, resurfacedOn: '2026-01-01' }, { pack })
  return {
    agencyId,
    municipality,
    officeId,
    west: west + step(),
    draft,
    planned,
    constraintId,
    surfaceId: surface.value?.id as string,
    ...(await peopleThings(db, making)),
    ...(await numberedThings(db, area)),
  }
}

async function peopleThings(db: Db, { agencyId, userId }: Making) {
  const [accountId, keyId, jobId] = [uuidv7(), uuidv7(), uuidv7()]
  const person = { name_ar: 'اسم', name_en: 'Name', organisation_id: agencyId, password_hash: 'x' }
  await db('app_user').insert({ id: accountId, email: `${accountId}@test`, role: 'admin', ...person })
  await db('api_key').insert({
    id: keyId,
    token_hash: Buffer.from(keyId),
    prefix: 'nsq_',
    organisation_id: agencyId,
    name: 'Key',
    role: 'utility',
    scopes: ['works.read'],
    created_at: now,
  })
  const job = { kind: 'works', status: 'needs_mapping', file_name: 'a.geojson', file_bytes: 1, format: 'geojson' }
  const owner = { user_id: userId ?? accountId, agency_id: agencyId, created_at: now, updated_at: now }
  await db('import_job').insert({
    id: jobId,
    ...job,
    ...owner,
    columns: JSON.stringify({ columns: [], hasShapes: true }),
  })
  return { accountId, keyId, jobId }
}

async function numberedThings(db: Db, area: Polygon) {
  const site = {
    id: uuidv7(),
    title: { ar: 'موقع', en: 'Site' },
    activity: 'retail',
    boundary: area,
    termYears: 5,
    stage: 'planned',
    model: 'annual_rent',
    minimumRiyals: null,
    landUse: null,
    questionsUntil: null,
    bidsUntil: null,
  } as const
  const [opportunity] = await storeOpportunities(db, [site], { pack, now })
  const point = { type: 'Point', coordinates: area.coordinates[0]?.[0] as [number, number] } as const
  const sent = {
    id: uuidv7(),
    category: 'potholes',
    point,
    note: 'secret words',
    status: null,
    createdAt: now.toISOString(),
  } as const
  const [report] = await storeReports(db, [sent], pack)
  return { opportunity: opportunity?.number as string, report: report?.number as string }
}

async function addWorks(db: Db, agencyId: string, route: LineString, status: 'draft' | 'planned'): Promise<string> {
  const id = uuidv7()
  const nothing = { externalReference: null, description: null, contractorId: null, projectId: null, connections: null }
  const trench = {
    trenchWidthMetres: null,
    trenchDepthMetres: null,
    method: 'open_cut',
    trafficImpact: 'minor',
  } as const
  const plan = {
    title: 'Works',
    category: 'planned',
    utility: 'water',
    period: { start: '2027-01-01', end: '2027-01-31' },
  } as const
  const works = { id, agencyId, ...nothing, ...trench, ...plan, route, status }
  await insertWorks(db, [works], { userId: null, at: now }, { pack, keeper, event: 'create' })
  return id
}
