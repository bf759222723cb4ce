import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { LineString, Point } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import type { Checklist } from '../checklists/contract.ts'
import type { Consequence, Following, Found } from '../consequences.ts'
import { dueDayOf } from './clock.ts'
import { reopened } from './deeds.ts'
import { sayDefects } from './messages.ts'
import { moveDefect } from './move.ts'
import { type FoundDefect, openDefects } from './open.ts'
import type { DefectRow } from './row.ts'
import { endVisits } from './visits.ts'

type SentItem = Found['sent']['items'][number]
type Unsettled = Pick<DefectRow, 'id' | 'number' | 'state' | 'severity' | 'rejections' | 'due_on' | 'item_code'> & {
  metres: number | null
}

/**
 * What an inspection finds becomes defects: one for each failed item, unless the same one stands there already, which is
 * then found again; an item that passes verifies its defects, and a visit that was made for one and found nothing, that one.
 * Of works that are cleared it becomes none: nobody is left who has to mend it.
 */
export const defectsFollow: Consequence = async (db, found, following) => {
  const { sent, outcome, number, works } = found
  if (outcome === 'unable' || works.status === 'closed') return { value: null }
  const mover = { userId: following.actor.userId, agencyId: following.actor.agencyId, now: following.now }
  const known = await unsettledItems(db, found)
  const fresh: FoundDefect[] = []
  for (const item of sent.items) {
    if (item.result === 'not_applicable') continue
    const same = known.has(item.code) ? await sameItem(db, found, item) : []
    if (item.result === 'pass') {
      for (const one of same) await verify(db, one, number, mover)
      continue
    }
    const near = nearest(same, following.pack.inspections.defects.sameWithinMetres)
    if (near) await findAgain(db, near, { number, following }, mover)
    else fresh.push(foundAt(found, item))
  }
  await openDefects(db, fresh, { ...mover, pack: following.pack })
  if (outcome === 'passed') for (const one of await visitedFor(db, found)) await verify(db, one, number, mover)
  return { value: null }
}

/** Items of which the works has defects that are not settled: most inspections meet none. */
async function unsettledItems(db: Db, { sent, works }: Found): Promise<ReadonlySet<string>> {
  const codes = (await db('defect')
    .where({ works_id: works.id, kind: sent.kind })
    .whereIn('state', ['open', 'mended'])
    .whereNotNull('item_code')
    .distinct()
    .pluck('item_code')) as string[]
  return new Set(codes)
}

/** Unsettled defects of the same item of the same works, each with how far it is from where the item failed now. */
function sameItem(db: Db, { sent, works }: Found, { code, place }: SentItem): Promise<Unsettled[]> {
  return rows<Unsettled>(
    db,
    `select id, number, state, severity, rejections, due_on, item_code,
            ST_Distance(place::geography, ST_SetSRID(ST_GeomFromGeoJSON(cast(:place as text)), 4326)::geography) as metres
     from defect
     where works_id = cast(:worksId as uuid) and kind = :kind and item_code = :code and state in ('open','mended')
     order by metres nulls last, id for update`,
    { worksId: works.id, kind: sent.kind, code, place: place === undefined ? null : JSON.stringify(place) },
  )
}

function nearest(same: readonly Unsettled[], withinMetres: number): Unsettled | undefined {
  return same.find(({ metres }) => metres === null || metres <= withinMetres)
}

/** The defect that this visit was made for, where it is not settled. */
async function visitedFor(db: Db, { sent, works }: Found): Promise<Pick<DefectRow, 'id' | 'number'>[]> {
  if (sent.visitId === undefined) return []
  return rows(
    db,
    `select d.id, d.number from defect d join visit v on v.defect_id = d.id
     where v.id = cast(:visitId as uuid) and d.works_id = cast(:worksId as uuid) and d.state in ('open','mended')
     for update of d`,
    { visitId: sent.visitId, worksId: works.id },
  )
}

interface Telling {
  number: string
  following: Following
}
type Mover = Parameters<typeof moveDefect>[3]

/** Nobody has to go there for it again. */
async function verify(db: Db, defect: Pick<DefectRow, 'id' | 'number'>, number: string, mover: Mover): Promise<void> {
  await endVisits(db, defect, { inspection: number }, mover)
  await moveDefect(db, defect.id, { event: 'verify', state: 'verified', told: { inspection: number } }, mover)
}

/** One that was open stays due when it was; a mend that was none gets new days. */
async function findAgain(db: Db, row: Unsettled, { number, following }: Telling, mover: Mover): Promise<void> {
  const { now, pack } = following
  const dueOn = row.state === 'mended' ? dueDayOf(row.severity, now, pack) : row.due_on
  const said = sayDefects('found_by_visit', { number })
  const back = reopened(row, { dueOn, reason: null })
  const told = { ...back.told, inspection: number }
  const why = { ar: said('ar'), en: said('en') }
  await endVisits(db, row, { inspection: number }, mover)
  await moveDefect(db, row.id, { event: 'find_again', state: 'open', ...back, told, why }, mover)
}

function foundAt({ sent, checklist, works }: Found, item: SentItem): FoundDefect {
  const { text, severity } = checklist.items.find(({ code }) => code === item.code) as Checklist['items'][number]
  return {
    worksId: works.id,
    kind: sent.kind,
    severity: item.severity ?? severity,
    text: wordsOf(checklist, item, text),
    note: item.note ?? null,
    place: (item.place as Point | LineString | undefined) ?? null,
    near: (sent.place as Point | undefined) ?? null,
    inspectionId: sent.id,
    itemCode: item.code,
  }
}

/** The item, and why it failed, as the checklist of that day says it. */
function wordsOf(checklist: Checklist, { code, reasons = [] }: SentItem, text: Names): Names {
  const known = checklist.items.find((one) => one.code === code)?.reasons ?? []
  const why = known.filter((reason) => reasons.includes(reason.code))
  const said = (language: keyof Names, comma: string) =>
    [text[language], why.map((reason) => reason.text[language]).join(comma)].filter(Boolean).join(': ')
  return { ar: said('ar', '، '), en: said('en', ', ') }
}
