import { toString as qrCode } from 'qrcode'
import type { Actor } from '../../access/actor.ts'
import { listAgencies } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import { trenchOf } from '../../dig-once/trench.ts'
import { mapDrawing } from '../../documents/map.ts'
import { template } from '../../documents/print.ts'
import type { Areas } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Category, Method, Status, Utility } from '../../works/contract.ts'
import { summariesOf } from '../../works/read.ts'
import { categoryWords, methodWords, utilityWords } from '../../works/words.ts'
import type { Condition, Permit } from '../contract.ts'
import { permitByNumber } from '../permit.ts'
import { permitStateOf } from '../rules.ts'
import { conditionWords, warningWords } from './words.ts'

const paperText = sql(import.meta.url, 'paper.sql')

export const papers = {
  permit: { template: template(import.meta.url, 'permit.typ'), map: { width: 720, height: 316 } },
  board: { template: template(import.meta.url, 'board.typ'), map: { width: 540, height: 420 } },
} as const
export type PaperKind = keyof typeof papers

/** What prints tell of a works. */
export interface PaperRow {
  id: string
  works_number: string
  title: string
  category: Category
  utility: Utility
  method: Method
  status: Status
  length_metres: number
  area_square_metres: number
  trench_width_metres: number | null
  trench_depth_metres: number | null
  connections: number | null
  /** One by one for the agencies; nobody else is told who gets one. */
  connection_list: { number: number; label: string; parcel: string | null; meter: string | null; metres: number }[]
  footprint: Areas
  ground: Areas
  dug: DayRange | null
  permit_number: string | null
  agency: Names
  contractor: Names | null
  office: Names
  municipality: Names
  streets: Names[]
}

export interface PaperAsked {
  number: string
  kind: PaperKind
  today: string
  zone: string
  /** Where the service is reached: what the printed square leads to. */
  origin: string
}

/** What of a works is printed, as row security shows it. */
export async function worksOnPaper(db: Db, worksId: string): Promise<PaperRow | null> {
  const [row] = await rows<PaperRow>(db, paperText, { worksId })
  return row ?? null
}

/** What a permit is printed from; null where whoever asks may not see it, or nobody may dig by it any more. */
export async function paperOf(db: Db, asked: PaperAsked, actor: Actor | null): Promise<object | null> {
  const found = await permitByNumber(db, asked.number)
  if (!found || (await summariesOf(db, [found.permit.worksId], actor)).size === 0) return null
  const { permit } = found
  const row = await worksOnPaper(db, permit.worksId)
  if (!row) return null
  const state = permitStateOf(permit.valid, row.status, asked.today)
  if (state === 'void') return null
  const shapes = [{ geometry: row.footprint, style: 'works' as const }]
  const page = `${asked.origin}/p/${encodeURIComponent(permit.number)}`
  return {
    ...printed(found, row, asked.zone),
    // the board hangs at the fence, whoever printed it: it names nobody else's works
    shares: asked.kind === 'permit' ? await trenchOnPaper(db, permit.worksId, actor) : null,
    warning: warningWords[state],
    page,
    map: await mapDrawing(db, { shapes, size: papers[asked.kind].map }),
    qr: await qrCode(page, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
  }
}

/** Who shares the trench, the lead first. Leads the works itself, its sheet says so. */
async function trenchOnPaper(db: Db, worksId: string, actor: Actor | null) {
  const trench = await trenchOf(db, worksId, actor)
  if (!trench) return null
  const names = new Map((await listAgencies(db)).map(({ id, name }) => [id, name]))
  return {
    leads: trench.leadId === worksId,
    others: trench.others.map(({ id, number, agencyId }) => ({
      number,
      agency: names.get(agencyId) ?? null,
      leads: id === trench.leadId,
    })),
  }
}

/** Figures are texts here: how many decimals a print shows is decided once. */
function printed({ permit, code }: { permit: Permit; code: string }, row: PaperRow, zone: string) {
  const size = (metres: number | null) => (metres === null ? null : metres.toFixed(2))
  return {
    number: permit.number,
    code,
    valid: permit.valid,
    issuedOn: dayAt(new Date(permit.issuedAt), zone),
    conditions: permit.conditions.map(wordsOf),
    worksNumber: row.works_number,
    title: row.title,
    category: categoryWords[row.category],
    utility: utilityWords[row.utility],
    method: methodWords[row.method],
    lengthMetres: row.length_metres.toFixed(0),
    areaSquareMetres: row.area_square_metres.toFixed(0),
    connections: row.connections,
    connectionList: row.connection_list.map((one) => ({ ...one, metres: one.metres.toFixed(2) })),
    trench: { width: size(row.trench_width_metres), depth: size(row.trench_depth_metres) },
    agency: row.agency,
    contractor: row.contractor,
    office: row.office,
    municipality: row.municipality,
    streets: row.streets,
  }
}

function wordsOf(condition: Condition): Names {
  return 'code' in condition ? conditionWords[condition.code] : { ar: condition.text, en: condition.text }
}
