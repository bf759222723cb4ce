import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import { askedArea } from '../geo/sql.ts'
import type { Names } from '../language/contract.ts'
import type { Category, Status } from '../works/contract.ts'
import { categoryWords, statusWords } from '../works/words.ts'
import { type Asked, agencyName, type Draft, type DraftGroup, type DraftPoint, draft, streetWords } from './draft.ts'
import { sayMeeting } from './messages.ts'

const text = sql(import.meta.url, 'works.sql')
  .replace('/* area */', askedArea)
  .replace('/* sight */', sightOfWorks('w'))

/** Of one agency a meeting goes through so many works; the plan of the year lists them all. */
const mostOfAgency = 30

interface Row {
  id: string
  number: string
  title: string
  agency_id: string
  category: Category
  status: Status
  occupies: DayRange
  metres: number
  blocking: number
  total: number
  permit: string | null
  shape: Record<string, unknown>
  streets: Names[]
}

/** What each agency means to have open in the quarter. */
export async function worksPoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, period, actor } = asked
  const found = await rows<Row>(db, text, {
    ...period,
    ...sightBindings(actor),
    area: JSON.stringify(area),
    most: mostOfAgency,
  })
  const groups = new Map<string, DraftGroup>()
  for (const row of found) {
    const group = groups.get(row.agency_id) ?? { name: agencyName(asked, row.agency_id), total: row.total, items: [] }
    group.items.push(item(row, asked))
    groups.set(row.agency_id, group)
  }
  return { point: 'works', complete: true, groups: [...groups.values()] }
}

function item(row: Row, asked: Asked): Draft {
  const { language } = asked
  const permit = row.permit ? [sayMeeting('permit', { number: row.permit })(language)] : []
  return draft({
    about: { type: 'works', id: row.id },
    reference: row.number,
    title: row.title,
    agency: agencyName(asked, row.agency_id),
    street: streetWords(row.streets, language),
    period: row.occupies,
    standing: statusWords[row.status][language],
    weight: row.blocking > 0 ? 'blocking' : null,
    metres: Math.round(row.metres),
    facts: [categoryWords[row.category][language], ...permit],
    worksIds: [row.id],
    shape: row.shape,
  })
}
