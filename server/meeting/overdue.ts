import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { askedArea } from '../geo/sql.ts'
import { partyBindings, partyToProcedure } from '../permits/parties.ts'
import type { Period } from '../time/contract.ts'
import type { Status } from '../works/contract.ts'
import { statusWords } from '../works/words.ts'
import { type Asked, agencyName, type Draft, type DraftPoint, draft, onePoint } from './draft.ts'
import { sayMeeting } from './messages.ts'

const text = sql(import.meta.url, 'overdue.sql')
  .replace('/* area */', askedArea)
  .replace('/* sight */', sightOfWorks('w'))
  .replace('/* party */', partyToProcedure('w'))

const mostOverdue = 60

interface Row {
  id: string
  number: string
  title: string
  agency_id: string
  status: Status
  permit: string
  valid: Period
  charge: number | null
  currency: string | null
  total: number
  shape: Record<string, unknown>
  street_ar: string | null
  street_en: string | null
}

/** Ground of the area that stands open today by a permit that has run out, whatever the quarter. */
export async function overduePoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, today, actor } = asked
  const bindings = {
    ...sightBindings(actor),
    ...partyBindings(actor),
    area: JSON.stringify(area),
    today,
    most: mostOverdue,
  }
  const found = await rows<Row>(db, text, bindings)
  return onePoint('overdue', found.map((row) => item(row, asked)), found[0]?.total ?? 0) // biome-ignore format: one line
}

function item(row: Row, asked: Asked): Draft {
  const { language } = asked
  return draft({
    about: { type: 'works', id: row.id },
    reference: row.number,
    title: row.title,
    agency: agencyName(asked, row.agency_id),
    street: language === 'ar' ? row.street_ar : row.street_en,
    period: row.valid,
    standing: statusWords[row.status][language],
    weight: 'blocking',
    due: row.valid.end,
    money: row.charge,
    facts: [sayMeeting('permit', { number: row.permit })(language)],
    worksIds: [row.id],
    shape: row.shape,
  })
}
