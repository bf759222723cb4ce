import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { recordCases } from './record.ts'
import { caseEnds, turnEnds } from './rules.ts'

interface Unfiled {
  works_a: string
  works_b: string
  at: string
}

/** So many pairs at once: the scan comes back for the rest. */
const batch = 200

/** Files one pair in its case. Gives the case, and what became of it: null where it was filed already. */
export async function filePair(
  db: Db,
  [a, b]: readonly [string, string],
  { at, userId = null }: { at: Date; userId?: string | null },
  pack: RulePack,
): Promise<{ caseId: string; event: 'open' | 'join' | 'reopen' | null }> {
  const lastDue = caseEnds(at, pack)
  const [filed] = await rows<{ case_id: string; event: 'open' | 'join' | 'reopen' | null }>(
    db,
    `select case_id, event from file_pair(cast(:a as uuid), cast(:b as uuid), cast(:at as timestamptz),
       cast(:due as timestamptz), cast(:lastDue as timestamptz), cast(:fresh as uuid), :most, cast(:userId as uuid))`,
    {
      a,
      b,
      at,
      due: turnEnds('proposal', at, lastDue, pack),
      lastDue,
      fresh: uuidv7(),
      most: pack.cases.mostWorks,
      userId,
    },
  )
  if (!filed) throw new Error('a pair was filed nowhere')
  return { caseId: filed.case_id, event: filed.event }
}

/**
 * Makes the cases of these works right, after their rows of the register are: pairs that want a case get one, cases with
 * nothing left between their works end. Null is every case. Gives how many were touched.
 */
export async function keepCases(
  db: Db,
  worksIds: readonly string[] | null,
  pack: RulePack,
  now?: Date,
): Promise<number> {
  const ids = worksIds === null ? null : [...worksIds]
  const unfiled = await rows<Unfiled>(
    db,
    `select works_a, works_b, at from unfiled_pairs(cast(:ids as uuid[]), :batch)`,
    { ids, batch },
  )
  const told: { id: string; event: string }[] = []
  for (const { works_a, works_b, at } of unfiled) {
    const { caseId, event } = await filePair(db, [works_a, works_b], { at: now ?? new Date(at) }, pack)
    if (event) told.push({ id: caseId, event })
  }
  const ended = await rows<{ id: string }>(
    db,
    `select id from end_cases(cast(:ids as uuid[]), coalesce(cast(:now as timestamptz),
       (select max(updated_at) from works where id = any (cast(:ids as uuid[]))))) as id`,
    { ids, now: now ?? null },
  )
  const all = [...told, ...ended.map(({ id }) => ({ id, event: 'close' }))]
  await recordCases(db, all)
  return all.length
}
