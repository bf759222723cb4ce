import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { ImportKind, Verdict } from './contract.ts'
import { kinds } from './kinds/index.ts'
import { type Key, type Kind, keyText, type Storing } from './kinds/kind.ts'
import { type Reason, refusal } from './reason.ts'
import type { Tally } from './tally.ts'

/** A good row as its check left it, while it is committed. */
export interface Waiting {
  place: number
  prepared: { id: string; key: Key | null }
  verdict: Verdict
  reasons: Reason[]
}

/** The rows at these places, in this order; those that were refused late are not among them. */
export function waitingRows(db: Db, jobId: string, places: readonly number[]): Promise<Waiting[]> {
  return rows<Waiting>(
    db,
    `select r.place, r.prepared, r.verdict, r.reasons
     from unnest(cast(:places as int[])) with ordinality as p (place, n)
     join import_row r on r.job_id = cast(:jobId as uuid) and r.place = p.place and r.prepared is not null order by p.n`,
    { jobId, places },
  )
}

/** Refuses what has a key that was recorded since the check; gives the others. */
export async function refuseTaken(
  db: Db,
  { id, kind, tally }: { id: string; kind: Kind; tally: Tally },
  waiting: readonly Waiting[],
): Promise<Waiting[]> {
  const keys = waiting.flatMap(({ prepared }) => prepared.key ?? [])
  const taken = new Set((await kind.recorded(db, keys)).map(keyText))
  const isTaken = ({ prepared: { key } }: Waiting) => key !== null && taken.has(keyText(key))
  for (const row of waiting.filter(isTaken)) {
    const reason = refusal('already_stored', 'id', { values: { key: row.prepared.key?.code ?? '' } })
    await refuse(db, id, row, { reason, tally })
  }
  return waiting.filter((row) => !isTaken(row))
}

/**
 * Refuses what has no key and was recorded alike since the check: of two jobs with the same file both may have been checked.
 * Nobody else records the like from here to the end of the transaction.
 */
export async function refuseAlike(
  db: Db,
  { id, kind, tally }: { id: string; kind: ImportKind; tally: Tally },
  places: readonly number[],
  storing: Pick<Storing, 'pack' | 'inParts'>,
): Promise<void> {
  const { alike } = kinds[kind]
  if (!alike || !(await hasKeyless(db, id, places))) return
  const waiting = await waitingRows(db, id, places)
  const keyless = waiting.filter(({ prepared }) => prepared.key === null)
  const preparedOf = (some: readonly Waiting[]) => some.map(({ prepared }) => prepared)
  await alike.hold(db, preparedOf(waiting), storing)
  const found = await alike.find(db, preparedOf(keyless))
  for (const row of keyless) {
    const values = found.get(row.prepared.id)
    if (values) await refuse(db, id, row, { reason: refusal(alike.code, 'geometry', { values }), tally })
  }
}

async function hasKeyless(db: Db, jobId: string, places: readonly number[]): Promise<boolean> {
  const [found] = await rows<{ has: boolean }>(
    db,
    `select exists (select 1 from import_row where job_id = cast(:jobId as uuid) and place = any (cast(:places as int[]))
       and prepared is not null and prepared ->> 'key' is null) as has`,
    { jobId, places },
  )
  return found?.has === true
}

async function refuse(
  db: Db,
  jobId: string,
  { place, verdict, reasons: before }: Waiting,
  { reason, tally }: { reason: Reason; tally: Tally },
): Promise<void> {
  const refused = { verdict: 'refused', reasons: JSON.stringify([reason]), prepared: null }
  await db('import_row').where({ job_id: jobId, place }).update(refused)
  tally.remove(verdict, before)
  tally.add('refused', [reason])
}
