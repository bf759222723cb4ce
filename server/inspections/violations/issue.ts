import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import type { Point } from '../../geo/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Formula, ViolationCause } from './contract.ts'
import { placeViolation } from './place.ts'
import type { Article } from './policy.ts'
import { findRow } from './read.ts'
import { noteOnWorks, recordViolation } from './record.ts'
import type { ViolationRow } from './row.ts'
import { endOfDays, fineOf, graceEnds, issuedAs, liableOf, repeatSince } from './rules.ts'

/** What a violation follows from. `key` is the same whoever comes to it: of one cause it is written once. */
export interface Cause {
  key: string
  from: ViolationCause
  worksId: string
  article: string
  at: Date
  quantity?: number
  note?: string | null
  inspectionId?: string
  itemCode?: string | null
  defectId?: string
  place?: Point | null
  /** Who answered for it when it was found, where others do now; else whose works it is and who digs there. */
  parties?: Parties
}

interface Parties {
  agencyId: string
  contractorId: string | null
}

export interface Doing {
  pack: RulePack
  now: Date
  userId: string | null
}

interface Ground {
  agency_id: string
  contractor_id: string | null
  region_id: string
}

export function articleOf({ inspections }: RulePack, code: string): Article | undefined {
  return inspections.violations.articles[code]
}

/** Writes a violation as a proposal for the office. Gives its id, or null where it was written already. */
export function propose(db: Db, cause: Cause, doing: Doing): Promise<string | null> {
  return store(db, cause, doing, { state: 'proposed', proposed_by: doing.userId })
}

/** Issues a violation: as a warning where its article leaves time to mend it, else as a fine. Null where it was issued already. */
export async function issue(db: Db, cause: Cause, doing: Doing): Promise<string | null> {
  const article = articleOf(doing.pack, cause.article)
  if (!article) return null
  const id = await store(db, cause, doing, (region) => begun(db, article, region, doing))
  if (id) {
    await noteOnWorks(db, (await findRow(db, id)) as ViolationRow, doing)
    await recordViolation(db, null, { id, event: 'issue' })
  }
  return id
}

/** The members with which a violation begins to count. */
export async function begun(
  db: Db,
  article: Pick<Article, 'graceHours'>,
  region: string,
  { pack, now, userId }: Doing,
) {
  const { objectionDays } = pack.inspections.violations
  const state = issuedAs(article)
  return {
    state,
    number: await nextNumber(db, region, { pack, now }),
    issued_by: userId,
    issued_at: now,
    grace_until: state === 'warned' ? graceEnds(article, now) : null,
    object_until: state === 'issued' ? endOfDays(now, objectionDays, pack.zone) : null,
  }
}

async function nextNumber(db: Db, region: string, { pack, now }: Pick<Doing, 'pack' | 'now'>): Promise<string> {
  const [found] = await certainRows<{ number: string }>(
    db,
    `insert into violation_series (region_id, year, last)
     values (:region, extract(year from cast(:now as timestamptz) at time zone cast(:zone as text))::smallint, 1)
     on conflict (region_id, year) do update set last = violation_series.last + 1
     returning region_id || '-V-' || year || '-' || lpad(last::text, 7, '0') as number`,
    { region, now, zone: pack.zone },
  )
  return (found as { number: string }).number
}

/** What it costs, with what the same party did before: whoever asks for the same at the same time waits for this. */
export async function reckon(
  db: Db,
  article: Article,
  { code, liableId, at, quantity }: { code: string; liableId: string; at: Date; quantity: number },
  pack: RulePack,
): Promise<Formula> {
  const [found] = await certainRows<{ priors: number }>(
    db,
    'select violation_priors(cast(:liableId as uuid), :code, cast(:since as timestamptz), cast(:at as timestamptz)) as priors',
    { liableId, code, since: repeatSince(article, at, pack.zone), at },
  )
  return fineOf(article, { quantity, priors: found?.priors ?? 0 })
}

type Begun = Record<string, unknown>

async function store(
  db: Db,
  cause: Cause,
  { pack }: Doing,
  beginning: Begun | ((region: string) => Promise<Begun>),
): Promise<string | null> {
  const article = articleOf(pack, cause.article)
  const known = await db('violation').where({ cause_key: cause.key }).first('id')
  const [works] = await rows<Ground>(
    db,
    'select agency_id, contractor_id, region_id from works where id = cast(:id as uuid)',
    { id: cause.worksId },
  )
  if (!article || known || !works) return null
  const parties = cause.parties ?? { agencyId: works.agency_id, contractorId: works.contractor_id }
  const liable = liableOf(article, parties)
  const { at, quantity = 1 } = cause
  const formula = await reckon(db, article, { code: cause.article, liableId: liable.agencyId, at, quantity }, pack)
  const members = typeof beginning === 'function' ? await beginning(works.region_id) : beginning
  const [stored] = (await db('violation')
    .insert({ ...membersOf(cause, article, formula, liable), currency: pack.currency, ...members })
    .onConflict('cause_key')
    .ignore()
    .returning('id')) as { id: string }[]
  if (stored) await placeViolation(db, stored.id, cause)
  return stored?.id ?? null
}

function membersOf(cause: Cause, article: Article, formula: Formula, liable: ReturnType<typeof liableOf>) {
  return {
    id: uuidv7(),
    works_id: cause.worksId,
    article: cause.article,
    words: JSON.stringify(article.words),
    cause: cause.from,
    cause_key: cause.key,
    at: cause.at,
    note: cause.note ?? null,
    inspection_id: cause.inspectionId ?? null,
    item_code: cause.itemCode ?? null,
    defect_id: cause.defectId ?? null,
    liable: liable.as,
    liable_id: liable.agencyId,
    amount: formula.amount,
    formula: JSON.stringify(formula),
  }
}
