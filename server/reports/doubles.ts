import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { NewReportDeed } from './contract.ts'
import { begunAnew } from './deadline.ts'
import { type Mover, moveReport } from './move.ts'
import type { WholeRow } from './row.ts'
import { findRow } from './whole.ts'

/**
 * Holds a report with the one that it is joined to and with those that are joined to it, in one order whoever comes: two that are
 * joined to each other at the same moment would otherwise wait for each other, or both be joined to what is none.
 */
export async function holdWithOthers(db: Db, number: string, given: NewReportDeed): Promise<void> {
  const row = await findRow(db, { number })
  const other = given.deed === 'double' ? await findRow(db, { number: given.of }) : null
  if (!row) return
  await rows(
    db,
    `select id from report
     where id in (cast(:id as uuid), cast(:other as uuid)) or duplicate_of = cast(:id as uuid)
     order by id for update`,
    { id: row.id, other: other?.id ?? null },
  )
}

/**
 * What was joined to a report goes where that one goes: to the one that it is itself, or, where it is turned down, back to whom it was
 * with. Nobody follows a report to one that nobody deals with.
 */
export async function moveDoubles(
  db: Db,
  { id, number }: Pick<WholeRow, 'id' | 'number'>,
  given: { deed: NewReportDeed['deed']; of?: string; reason: string | null },
  { pack, ...mover }: Mover & { pack: RulePack },
): Promise<void> {
  if (given.deed !== 'double' && given.deed !== 'reject') return
  const doubles = await db('report').where({ duplicate_of: id }).orderBy('id').pluck<string[]>('id')
  const other = given.deed === 'double' && given.of ? await findRow(db, { number: given.of }) : null
  for (const double of doubles) {
    const row = (await findRow(db, { number: double }, { isHeld: true })) as WholeRow
    if (other) {
      const move = { event: 'double', status: 'duplicate', written: { duplicate_of: other.id }, told: { of: other.number } } as const // biome-ignore format: one line
      await moveReport(db, row, move, mover)
    } else {
      const anew = begunAnew(row.category, { now: mover.now, pack })
      const written = { duplicate_of: null, solved_at: null, after_photo_id: null, ...anew }
      const move = { event: 'reopen', status: 'routed', written, reason: given.reason, told: { was: number } } as const
      await moveReport(db, row, move, mover)
    }
  }
}
