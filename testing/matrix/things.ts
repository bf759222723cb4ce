import { uuidv7 } from 'uuidv7'
import type { Facts } from '../../server/access/policy.ts'
import { storeAssets } from '../../server/assets/store.ts'
import { insertConstraint } from '../../server/coordination/restrictions.ts'
import type { Db } from '../../server/database/connect.ts'
import type { LineString, Polygon } from '../../server/geo/contract.ts'
import { storeOpportunities } from '../../server/opportunities/store.ts'
import { storeReports } from '../../server/reports/store.ts'
import { createProtectedSurface } from '../../server/streets/protection.ts'
import { addConsultation, addFee, addWorks } from '../applications.ts'
import { pack } from '../database.ts'
import { addDelegation } from '../delegations.ts'
import { addMeeting } from '../meetings.ts'
import { addWebhook } from '../notices.ts'
import { now } from '../service.ts'
import { inspectedThings } from './inspected-things.ts'

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
  /** Its ground is open. */
  dug: string
  /** A works of the office about which this organisation is asked. */
  asked: string
  consultation: string
  /** A case of this organisation on this ground. */
  caseId: string
  /** Due, of the works that is planned. */
  fee: string
  /** Issued, of the works that is planned: its organisation answers for it. */
  violation: string
  accountId: string
  keyId: string
  webhookId: string
  deliveryId: string
  jobId: string
  contractorId: string
  /** Imposed by the office of the place. */
  banId: string
  /** This organisation lets the contractor answer for it. */
  delegationId: string
  /** Called by the office of the place, with this organisation on its agenda. */
  meetingId: string
  constraintId: string
  surfaceId: string
  opportunity: string
  report: string
  /** Of the works that is planned, with this organisation as its laboratory. */
  sample: string
  /** Its call for interest, and works linked under its own. */
  call: string
  group: string
  /** To the works that is planned: a visit, and what was found at an earlier one. */
  visit: string
  inspection: string
  /** Of its planned works. */
  defect: string
  /** A main of its own in the ground. */
  assetId: string
}

export function lineAt(west: number): LineString {
  return { type: 'LineString', coordinates: [[west, 24.7], [west + 0.001, 24.7]] } // biome-ignore format: one line
}

export function squareAt(west: number, side = 0.002): Polygon {
  const [east, south, north] = [west + side, 24.65, 24.65 + side]
  return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } // biome-ignore format: one line
}

export interface Making {
  agencyId: string
  officeId: string
  municipality: string
  west: number
  step: () => number
  userId: string | null
}

/** Makes what stands in one place for one organisation; what the policy asks of its works is noted in `works`. */
export async function thingsOf(db: Db, works: Map<string, Facts>, making: Making): Promise<Things> {
  const { agencyId, municipality, officeId, west, step } = making
  const draft = await addWorks(db, agencyId, lineAt(west + step()), 'draft')
  const planned = await addWorks(db, agencyId, lineAt(west + step()), 'planned')
  const municipalityIds = [municipality]
  works.set(draft, { agencyId, municipalityIds, status: 'draft', isPublished: false })
  works.set(planned, { agencyId, municipalityIds, status: 'planned', isPublished: true })
  const asked = await addWorks(db, officeId, lineAt(west + step()), 'in_coordination')
  works.set(asked, { agencyId: officeId, municipalityIds, status: 'in_coordination', isPublished: true })
  const dug = await addWorks(db, agencyId, lineAt(west + step()), 'in_progress')
  works.set(dug, { agencyId, municipalityIds, status: 'in_progress', isPublished: true })
  const fee = await addFee(db, planned)
  const consultation = await addConsultation(db, asked, agencyId)
  const area = squareAt(west + step())
  const names = { ar: 'اسم', en: 'Name' }
  const { id: constraintId } = await insertConstraint(
    db,
    { kind: 'event', name: names, severity: 'info', area },
    area,
    pack,
  )
  const people = await peopleThings(db, making)
  const surface = await createProtectedSurface(db, { name: names, area, resurfacedOn: '2026-01-01' }, { pack })
  return {
    agencyId,
    municipality,
    officeId,
    west: west + step(),
    draft,
    planned,
    dug,
    asked,
    consultation,
    caseId: await addCase(db, { agencyId, municipality, works: [planned, asked] }),
    fee,
    constraintId,
    surfaceId: surface.value?.id as string,
    ...(await officeThings(db, making, area)),
    ...people,
    ...(await inspectedThings(db, planned, { agencyId, userId: people.accountId, making })),
    ...(await numberedThings(db, area)),
    ...(await sharedThings(db, making, planned)),
  }
}

async function addAsset(db: Db, agencyId: string, route: LineString): Promise<string> {
  const id = uuidv7()
  const main = { kind: 'water', state: 'in_use', description: null, depthMetres: 1.2 } as const
  await storeAssets(db, [{ ...main, id, agencyId, reference: `main-${id}`, route }], { pack, now })
  return id
}

async function addCase(
  db: Db,
  { agencyId, municipality, works }: { agencyId: string; municipality: string; works: [string, string] },
): Promise<string> {
  const id = uuidv7()
  const [works_a, works_b] = [...works].sort()
  const clock = { opened_at: now, due_at: now, last_due_at: now }
  const place = { region_id: pack.root.regionId, municipality_ids: [municipality], cause_works_id: works[0] }
  await db('coordination_case').insert({
    id,
    number: `C-${id}`,
    state: 'open',
    waits_for: [agencyId],
    ...place,
    ...clock,
  })
  await db('case_works').insert(works.map((works_id) => ({ case_id: id, works_id })))
  await db('case_pair').insert({ works_a, works_b, case_id: id })
  await db('case_party').insert({ case_id: id, agency_id: agencyId })
  return id
}

async function officeThings(db: Db, making: Making, area: Polygon) {
  return { meetingId: await addMeeting(db, { ...making, area }), ...(await contractorThings(db, making)) }
}

async function contractorThings(db: Db, { agencyId, officeId }: Making) {
  const [contractorId, banId] = [uuidv7(), uuidv7()]
  const named = { name_ar: 'مقاول', name_en: 'Contractor', kind: 'contractor', colour: '#713f12' }
  await db('organisation').insert({ id: contractorId, code: `C-${contractorId.slice(-8)}`, ...named })
  const why = { reason: 'site_reports', banned_from: '2026-11-24', banned_at: now }
  await db('contractor_ban').insert({ id: banId, contractor_id: contractorId, agency_id: officeId, ...why })
  const delegationId = await addDelegation(db, { principalId: agencyId, delegateId: contractorId })
  return { contractorId, banId, delegationId }
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
  return { accountId, keyId, jobId, ...(await addWebhook(db, agencyId)) }
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

async function sharedThings(db: Db, { agencyId, municipality, west }: Making, planned: string) {
  const [call, group] = [uuidv7(), uuidv7()]
  const area = JSON.stringify(squareAt(west))
  await db('interest_call').insert({
    ...{ id: call, agency_id: agencyId, title: 'Call', called_at: now, closes_on: '2027-01-01' },
    area: db.raw('ST_SetSRID(ST_GeomFromGeoJSON(:area), 4326)', { area }),
    ...{ period: '[2027-03-01,2027-04-01)', municipality_ids: [municipality], asked: [] },
  })
  await db('works_group').insert({
    ...{ id: group, lead_id: planned, municipality_ids: [municipality], currency: 'SAR', linked_at: now },
  })
  await db('works_group_member').insert({
    ...{ group_id: group, works_id: planned, agency_id: agencyId, linked_at: now, cause_kind: 'call', cause_id: call },
  })
  return { call, group, assetId: await addAsset(db, agencyId, lineAt(west)) }
}
