import type { Db } from '../../database/connect.ts'
import { allowLongStatements } from '../../database/long-statements.ts'
import { rows } from '../../database/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { type PartyTallies, talliesOf } from './cases.ts'
import { monthsToScore, qualityScore, samplingPercent } from './rules.ts'

interface Keeping {
  pack: RulePack
  now: Date
}

/** After a long stop, so many months are made up for. */
const mostMonths = 24
/** A year of cases of everybody is read at once. */
const statementMilliseconds = 600_000

/**
 * Makes the scores of the months that have ended since the last one was scored. A month is marked in the transaction that
 * scores it: two processes make it once, and what a stop has left undone is made at the next start. Gives how many months.
 */
export async function keepScores(db: Db, { pack, now }: Keeping): Promise<number> {
  const [last] = await rows<{ month: string | null }>(db, 'select max(month) as month from quality_month')
  const months = monthsToScore(last?.month ?? null, dayAt(now, pack.zone), mostMonths)
  let made = 0
  for (const month of months) made += (await db.transaction((trx) => scoreMonth(trx, month, { pack, now }))) ? 1 : 0
  return made
}

/** Scores everybody who has a case in the window of a month; false where that has been done. */
export async function scoreMonth(db: Db, month: string, { pack, now }: Keeping): Promise<boolean> {
  const marked = await db('quality_month')
    .insert({ month, scored_at: now })
    .onConflict('month')
    .ignore()
    .returning('month')
  if (marked.length === 0) return false
  return allowLongStatements(db, statementMilliseconds, async () => {
    for (const party of await talliesOf(db, month, pack))
      await store(db, party, { month, revision: 1, appealId: null, pack, now })
    return true
  })
}

interface Storing extends Keeping {
  month: string
  revision: number
  appealId: string | null
}

async function store(
  db: Db,
  { partyId, kind, tallies }: PartyTallies,
  { month, revision, appealId, pack, now }: Storing,
): Promise<void> {
  const numbers = pack.inspections.quality
  const { score, cases, parts } = qualityScore(numbers.parts[kind], tallies, numbers)
  const key = { party_id: partyId, party_kind: kind, month, revision }
  await db('quality_score').insert({ ...key, score, cases, made_at: now, appeal_id: appealId })
  await db('quality_parts').insert({ ...key, parts: JSON.stringify(parts) })
}

interface Anew {
  partyId: string
  kind: PartyTallies['kind']
  month: string
  appealId: string
}

/**
 * Makes the scores of one party anew, after an appeal took a case out: of that month and of all that were scored since, as
 * the case is in their windows too. What was said before stays.
 */
export function scoreAnew(db: Db, { month: first, ...anew }: Anew, keeping: Keeping): Promise<void> {
  return allowLongStatements(db, statementMilliseconds, async () => {
    const months = await rows<{ month: string }>(
      db,
      `select distinct month from quality_score
       where party_id = cast(:partyId as uuid) and party_kind = :kind and month >= cast(:first as date) order by month`,
      { partyId: anew.partyId, kind: anew.kind, first },
    )
    for (const { month } of months) await scoreMonthAnew(db, { ...anew, month }, keeping)
  })
}

async function scoreMonthAnew(db: Db, { partyId, kind, month, appealId }: Anew, { pack, now }: Keeping): Promise<void> {
  const tallied = await talliesOf(db, month, pack, partyId)
  const party = tallied.find((each) => each.kind === kind) ?? { partyId, kind, tallies: [] }
  const [last] = await rows<{ revision: number }>(
    db,
    `select coalesce(max(revision), 0) as revision from quality_score
     where party_id = cast(:partyId as uuid) and party_kind = :kind and month = cast(:month as date)`,
    { partyId, kind, month },
  )
  await store(db, party, { month, revision: (last?.revision ?? 0) + 1, appealId, pack, now })
}

/**
 * The share, in per cent, of a contractor's works that are visited as samples: by its last score, and as usual where nothing is
 * known of it.
 */
export async function samplingShare(db: Db, contractorId: string | null, pack: RulePack): Promise<number> {
  const usual = pack.inspections.visits.samplePercent
  if (contractorId === null) return usual
  const [last] = await rows<{ score: number | null }>(
    db,
    `select score from quality_score where party_id = cast(:contractorId as uuid) and party_kind = 'contractor'
     order by month desc, revision desc limit 1`,
    { contractorId },
  )
  return samplingPercent(last?.score ?? null, pack.inspections.quality, usual)
}
