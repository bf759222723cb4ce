import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { type CallNoted, callTellings } from './calls-told.ts'
import { type CaseNoted, caseTellings } from './cases-told.ts'
import { type ConflictsNoted, conflictTellings } from './conflicts-told.ts'
import { deliver } from './deliver.ts'
import { type BanNoted, banTellings, type FeeNoted, feeTellings } from './owners-told.ts'
import { nextTry } from './rules.ts'
import type { Telling } from './tell.ts'
import { type ViolationNoted, violationTellings } from './violations-told.ts'
import { type WorksEventNoted, worksTellings } from './works-told.ts'

export interface Spreading {
  pack: RulePack
  now: Date
  /** Whether this service sends e-mail: what is not sent is not kept for later. */
  mails: boolean
  /** Hears of what could not be told, which is tried again and then given up: a fault of ours, for the log. */
  failed?: (error: unknown) => void
}

type Happening = { id: string; user_id: string | null; at: string; tries: number } & (
  | { source: 'told'; content: Telling }
  | { source: 'works'; content: WorksEventNoted }
  | { source: 'conflict'; content: ConflictsNoted }
  | { source: 'case'; content: CaseNoted }
  | { source: 'call'; content: CallNoted }
  | { source: 'fee'; content: FeeNoted }
  | { source: 'ban'; content: BanNoted }
  | { source: 'violation'; content: ViolationNoted }
)

/** So many at once: a transaction that holds them ends soon. */
const batch = 20

/**
 * Makes notices, e-mails and deliveries of what has happened, each in the transaction that marks it as told: two processes
 * never do one twice, and one that stops leaves it to the next. Gives how many.
 */
export async function spread(db: Db, spreading: Spreading): Promise<number> {
  let all = 0
  for (;;) {
    const done = await db.transaction(async (trx) => {
      const waiting = await rows<Happening>(
        trx,
        `select id, source, content, user_id, at, tries from happening
         where told_at is null and dead_at is null and next_at <= cast(:now as timestamptz)
         order by sequence limit :batch for update skip locked`,
        { now: spreading.now, batch },
      )
      for (const happening of waiting) await spreadOne(trx, happening, spreading)
      return waiting.length
    })
    all += done
    if (done < batch) return all
  }
}

/** One that fails is tried again by itself: the others are told. */
async function spreadOne(db: Db, happening: Happening, spreading: Spreading): Promise<void> {
  const { id, tries } = happening
  try {
    await db.transaction(async (trx) => {
      for (const telling of await tellingsOf(trx, happening, spreading)) await deliver(trx, id, telling, spreading)
      await trx('happening').where({ id }).update({ told_at: spreading.now })
    })
  } catch (error) {
    spreading.failed?.(error)
    const next = nextTry('happening', tries + 1, spreading.now, Math.random())
    const when = next ? { next_at: next } : { dead_at: spreading.now }
    const words = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    await db('happening')
      .where({ id })
      .update({ tries: tries + 1, error: words, ...when })
  }
}

async function tellingsOf(db: Db, { source, content, user_id: by, at }: Happening, { pack }: Spreading) {
  const noted = { at: new Date(at), by, pack }
  switch (source) {
    case 'works':
      return worksTellings(db, content, noted)
    case 'conflict':
      return conflictTellings(db, content, noted)
    case 'case':
      return caseTellings(db, content, noted)
    case 'call':
      return callTellings(db, content, noted)
    case 'fee':
      return feeTellings(db, content, noted)
    case 'ban':
      return banTellings(db, content, noted)
    case 'violation':
      return violationTellings(db, content, noted)
    case 'told':
      return [{ ...content, at: noted.at, by }]
  }
}
