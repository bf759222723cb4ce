import { noStricter } from '../coordination/kinds/limit.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Category } from '../works/contract.ts'
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
    await carryLimits(db, handed, pack)
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

interface Handed {
  projectId: string
  worksIds: readonly string[]
}

/** What was let pass of the limits of the project: with each works the rules that are no stricter to it. */
async function carryLimits(db: Db, { projectId, worksIds }: Handed, pack: RulePack): Promise<void> {
  const limited = await rows<{ id: string; category: Category; roadClass: string | null }>(
    db,
    'select id, category, road_class as "roadClass" from works where id = any (cast(:ids as uuid[]))',
    { ids: [projectId, ...worksIds] },
  )
  const project = limited.find(({ id }) => id === projectId)
  const told = limited.flatMap((one) => (project ? [[one.id, noStricter(project, one, pack)]] : []))
  await rows(
    db,
    'select carry_limits(cast(:projectId as uuid), cast(:worksIds as uuid[]), cast(:noStricter as jsonb))',
    { projectId, worksIds: [...worksIds], noStricter: JSON.stringify(Object.fromEntries(told)) },
  )
}
