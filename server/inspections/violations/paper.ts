import { toString as qrCode } from 'qrcode'
import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import { mapDrawing } from '../../documents/map.ts'
import { template } from '../../documents/print.ts'
import type { Areas, Geometry } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import { codeFor } from '../../permits/paper/code.ts'
import { type PaperRow, worksOnPaper } from '../../permits/paper/paper.ts'
import { dayAt, lastDayBefore, timeAt } from '../../time/rules.ts'
import type { Formula } from './contract.ts'
import { moneyOnPaper } from './money/rules.ts'
import { findRow } from './read.ts'
import type { ViolationRow } from './row.ts'
import { hasNotice, sumOf } from './rules.ts'

export const noticeTemplate = template(import.meta.url, 'notice.typ')
const mapSize = { width: 720, height: 240 }
/** Round a point, so that it is seen on a map of a street. */
const spotMetres = 4

interface NoticeAsked {
  zone: string
  /** Where the service is reached: what the printed square leads to. */
  origin: string
}

/**
 * What the notice of a violation is printed from: to whoever sees it, from the day on which it counts until nothing is asked for.
 * Null where there is none for whoever asks.
 */
export async function noticePaper(db: Db, id: string, { zone, origin }: NoticeAsked): Promise<object | null> {
  const violation = await findRow(db, id)
  if (!violation || violation.number === null || !hasNotice({ ...violation, issuedAt: violation.issued_at }))
    return null
  const works = await worksOnPaper(db, violation.works_id)
  if (!works) return null
  const { liable, spot } = await partyAndSpot(db, violation)
  const page = `${origin}/violations?sel=${violation.id}`
  const shapes = spot
    ? [{ geometry: works.ground, style: 'other' as const }, { geometry: spot, style: 'works' as const }] // biome-ignore format: one line
    : [{ geometry: works.ground, style: 'works' as const }]
  return {
    ...printed(violation, works, zone),
    liable,
    page,
    hasSpot: spot !== null,
    map: await mapDrawing(db, { shapes, size: mapSize }),
    qr: await qrCode(page, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
  }
}

/** The name of who answers, and a small disc where it was. */
async function partyAndSpot(
  db: Db,
  { id, liable_id }: ViolationRow,
): Promise<{ liable: Names; spot: Geometry | null }> {
  const [found] = await certainRows<{ liable: Names; spot: Areas | null }>(
    db,
    `select jsonb_build_object('ar', o.name_ar, 'en', o.name_en) as liable,
            ST_AsGeoJSON(ST_Buffer(v.place::geography, :spotMetres, 6)::geometry, 7)::jsonb as spot
     from organisation o join violation v on v.id = cast(:id as uuid) where o.id = cast(:liableId as uuid)`,
    { id, liableId: liable_id, spotMetres },
    1,
  )
  return found as { liable: Names; spot: Areas | null }
}

/** The code of what a notice says: another state of the violation prints another. */
const codeOfNotice = ({ number, article, amount, state, version }: ViolationRow) =>
  codeFor([number, article, amount, state, version])

/** The last day on which something may be done that is over at the end of it. */
function lastDay(instant: string | null, zone: string): string | null {
  return instant === null ? null : lastDayBefore(new Date(instant), zone)
}

/** Figures and days are texts here: how many decimals a print shows is decided once. */
function printed(row: ViolationRow, works: PaperRow, zone: string) {
  const { formula, currency } = row
  const money = (amount: number) => moneyOnPaper(amount, currency)
  return {
    number: row.number,
    code: codeOfNotice(row),
    state: row.state,
    liableAs: row.liable,
    article: row.article,
    words: row.words,
    note: row.note,
    seenOn: dayAt(new Date(row.at), zone),
    seenAt: timeAt(new Date(row.at), zone),
    issuedOn: dayAt(new Date(row.issued_at as string), zone),
    amount: money(row.amount),
    isReduced: row.decision === 'reduced',
    formula: formula && printedFormula(formula, money),
    grace:
      row.grace_until === null
        ? null
        : `${dayAt(new Date(row.grace_until), zone)} ${timeAt(new Date(row.grace_until), zone)}`,
    objectUntil: lastDay(row.object_until, zone),
    payUntil: row.state === 'paid' ? null : lastDay(row.due_at, zone),
    worksNumber: works.works_number,
    title: works.title,
    permitNumber: works.permit_number,
    agency: works.agency,
    office: works.office,
    municipality: works.municipality,
    streets: works.streets,
  }
}

function printedFormula(formula: Formula, money: (amount: number) => string) {
  const { whole, cap } = sumOf(formula)
  return {
    priors: formula.priors,
    rate: money(formula.rate),
    quantity: String(formula.quantity),
    factor: String(formula.factor),
    whole: money(whole),
    most: cap === null ? null : money(cap),
  }
}
