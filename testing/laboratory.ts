import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import { samplePlan } from '../server/inspections/laboratory/plan.ts'
import { pack } from './database.ts'
import { now } from './service.ts'

/** A sample of a works that waits for its result. */
export async function addSample(db: Db, worksId: string, laboratoryId: string): Promise<string> {
  const id = uuidv7()
  await db('sample').insert({
    ...{ id, number: `S-${id}`, works_id: worksId, laboratory_id: laboratoryId, kind: 'compaction', layer: 'backfill' },
    ...{ seal: id, place: db.raw('ST_SetSRID(ST_MakePoint(46.51, 24.7), 4326)'), distance_metres: 0, least: 95 },
    ...{ taken_at: '2026-11-20T06:00:00Z', taken_by: 'Somebody', recorded_at: now, due_on: '2026-11-27' },
  })
  return id
}

/** Every sample that a works owes and has not, passed. */
export async function addPassedSamples(db: Db, worksId: string, laboratoryId: string): Promise<void> {
  const plan = await samplePlan(db, worksId, { pack, now })
  for (const { kind, layer, least, missing } of plan?.lines ?? [])
    for (let n = 0; n < missing; n++) {
      const id = await addSample(db, worksId, laboratoryId)
      await db('sample').where({ id }).update({ kind, layer, least, outcome: 'passed', value: least })
    }
}
