import { uuidv7 } from 'uuidv7'
import type { Db } from '../../server/database/connect.ts'
import { addDefect } from '../defects.ts'
import { addVisit, passedAt } from '../inspections.ts'
import { addSample } from '../laboratory.ts'
import { now } from '../service.ts'
import type { Making } from './things.ts'

/** What is found out about the quality of a works. */
export async function inspectedThings(
  db: Db,
  worksId: string,
  { agencyId, userId, making }: { agencyId: string; userId: string; making: Making },
) {
  return {
    visit: await addVisit(db, worksId),
    inspection: await addInspection(db, { worksId, userId, making }),
    defect: await addDefect(db, worksId),
    sample: await addSample(db, worksId, agencyId),
    violation: await addViolation(db, worksId, agencyId),
  }
}

async function addViolation(db: Db, worksId: string, agencyId: string): Promise<string> {
  const id = uuidv7()
  const what = { article: 'barriers', words: '{"ar":"حواجز","en":"Barriers"}', cause: 'office', cause_key: id }
  const who = { liable: 'owner', liable_id: agencyId, amount: 500_000, currency: 'SAR' }
  const until = new Date(now.getTime() + 86_400_000)
  const state = { state: 'issued', number: `V-${id}`, issued_at: now, object_until: until }
  await db('violation').insert({ id, works_id: worksId, at: now, ...what, ...who, ...state })
  return id
}

async function addInspection(
  db: Db,
  { worksId, userId, making }: { worksId: string; userId: string; making: Making },
): Promise<string> {
  const { id, startedAt, endedAt } = passedAt(worksId, [making.west, 24.7])
  const whose = { inspector_id: userId, agency_id: making.officeId, owner_id: making.agencyId }
  const went = { kind: 'site_safety', checklist_version: 1, started_at: startedAt, ended_at: endedAt, received_at: now }
  await db('inspection').insert({
    id,
    number: `I-${id}`,
    works_id: worksId,
    works_version: 1,
    municipality_id: making.municipality,
    ...whose,
    ...went,
    outcome: 'passed',
    signed_as: 'An inspector',
    sent: Buffer.from(id),
  })
  return id
}
