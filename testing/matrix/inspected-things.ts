import type { Db } from '../../server/database/connect.ts'
import { addDefect } from '../defects.ts'
import { addVisit, passedAt } from '../inspections.ts'
import { addSample } from '../laboratory.ts'
import { now } from '../service.ts'
import { addViolation } from '../violations.ts'
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
