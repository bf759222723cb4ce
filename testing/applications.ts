import { uuidv7 } from 'uuidv7'
import { keeper } from '../server/coordination/register.ts'
import type { Db } from '../server/database/connect.ts'
import type { LineString } from '../server/geo/contract.ts'
import type { Status } from '../server/works/contract.ts'
import { insertWorks } from '../server/works/store.ts'
import { pack } from './database.ts'
import { now } from './service.ts'

/** A works, in whatever status, as another system would have recorded it. */
export async function addWorks(db: Db, agencyId: string, route: LineString, status: Status): Promise<string> {
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

/** Asks an organisation about a works that was submitted; it may have objected. */
export async function addConsultation(
  db: Db,
  worksId: string,
  agencyId: string,
  objection: string | null = null,
): Promise<string> {
  const id = uuidv7()
  const due = new Date(now.getTime() + 86_400_000)
  await db('works').where({ id: worksId }).update({ submitted_at: now, review_due_at: due, rounds: 1 })
  await db('consultation').insert({
    id,
    works_id: worksId,
    round: 1,
    agency_id: agencyId,
    grounds: ['works_nearby'],
    asked_at: now,
    due_at: due,
    silence_approves: true,
    ...(objection === null ? {} : { answer: 'object', reason: objection, answered_at: now }),
  })
  return id
}

/** A permit for a works; gives its number. */
export async function addPermit(db: Db, worksId: string): Promise<string> {
  const number = `TEST-P-${worksId.slice(-8)}`
  await db('permit').insert({
    works_id: worksId,
    number,
    valid: '[2027-01-01,2027-02-01)',
    conditions: '[]',
    issued_at: now,
    seen_version: 1,
    findings_complete: true,
    blocking_open: 0,
  })
  return number
}

/** A fee that is due for a works; gives its id. */
export async function addFee(db: Db, worksId: string): Promise<string> {
  const id = uuidv7()
  const parts = [{ part: 'base', quantity: 1, rate: 50_000, amount: 50_000 }]
  const rates = { currency: 'SAR', road_class: 'local', parts: JSON.stringify(parts) }
  await db('fee').insert({ id, works_id: worksId, kind: 'permit', state: 'due', amount: 50_000, ...rates, due_at: now })
  return id
}
