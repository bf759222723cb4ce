import { rows } from '../database/sql.ts'
import type { ProgressKeeper } from '../works/store.ts'
import { keeper, keeperWithoutCases } from './keeper.ts'
import { recordCases } from './record.ts'
import { caseEnds, turnEnds } from './rules.ts'

/**
 * Works that come of a future project have what was settled about it: what the office has waived of its findings, as far as
 * they still are those, and its cases, in which they take its place. What was proposed of the project there is dropped, and
 * whoever caused the case proposes anew.
 */
export const progressKeeper: ProgressKeeper = {
  ...keeper,
  keepNew: keeperWithoutCases.keep,
  handOver: async (db, { projectId, worksIds }, { pack, now }) => {
    const handed = { projectId, worksIds: [...worksIds] }
    await rows(db, 'select carry_waivers(cast(:projectId as uuid), cast(:worksIds as uuid[]))', handed)
    const due = turnEnds('proposal', now, caseEnds(now, pack), pack)
    const cases = await rows<{ id: string }>(
      db,
      'select id from carry_cases(cast(:projectId as uuid), cast(:worksIds as uuid[]), cast(:due as timestamptz)) as id',
      { ...handed, due },
    )
    await recordCases(
      db,
      cases.map(({ id }) => ({ id, event: 'join', after: { works: [...worksIds] } })),
    )
  },
}
