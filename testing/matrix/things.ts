import { uuidv7 } from 'uuidv7'
import type { Facts } from '../../server/access/policy.ts'
import { insertConstraint } from '../../server/coordination/restrictions.ts'
import type { Db } from '../../server/database/connect.ts'
import type { LineString, Polygon } from '../../server/geo/contract.ts'
import { storeOpportunities } from '../../server/opportunities/store.ts'
import { storeReports } from '../../server/reports/store.ts'
import { createProtectedSurface } from '../../server/streets/protection.ts'
import { addConsultation, addWorks } from '../applications.ts'
import { pack } from '../database.ts'
import { now } from '../service.ts'

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
  /** A works of the office about which this organisation is asked. */
  asked: string
  consultation: string
  accountId: string
  keyId: string
  jobId: string
  constraintId: string
  surfaceId: string
  opportunity: string
  report: string
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
  for (const [id, isPublished] of [[draft, false], [planned, true]] as const) // biome-ignore format: one line
    works.set(id, {
      agencyId,
      municipalityIds: [municipality],
      status: isPublished ? 'planned' : 'draft',
      isPublished,
    })
  const asked = await addWorks(db, officeId, lineAt(west + step()), 'in_coordination')
  works.set(asked, {
    agencyId: officeId,
    municipalityIds: [municipality],
    status: 'in_coordination',
    isPublished: true,
  })
  const consultation = await addConsultation(db, asked, agencyId)
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
    asked,
    consultation,
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
