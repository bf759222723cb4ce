import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { ConstraintKind, Severity } from '../coordination/contract.ts'
import { severityWords } from '../coordination/words.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { askedArea } from '../geo/sql.ts'
import { type Asked, agencyName, type Draft, type DraftGroup, type DraftPoint, draft } from './draft.ts'
import { sayMeeting } from './messages.ts'
import { isHeld } from './rules.ts'
import { constraintWords } from './words.ts'

const text = sql(import.meta.url, 'restrictions.sql')
  .replace('/* area */', askedArea)
  .replaceAll('/* sight */', sightOfWorks('w'))

/** Of one kind. */
const mostOfKind = 25

interface Row {
  kind: 'protected' | 'constraint' | 'guarantee' | 'rest'
  id: string
  name_ar: string
  name_en: string
  number: string | null
  agency_id: string | null
  first: string | null
  last: string | null
  hold_until: string | null
  area_kind: ConstraintKind | null
  severity: Severity | null
  total: number
  shape: Record<string, unknown>
}

/** What keeps from digging in the quarter, and what ceases to, kind by kind. */
export async function restrictionsPoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, period, actor, pack, language } = asked
  const found = await rows<Row>(db, text, {
    ...period,
    ...sightBindings(actor),
    ...pack.moratoriumDays,
    area: JSON.stringify(area),
    most: mostOfKind,
  })
  const groups = new Map<string, DraftGroup>()
  for (const row of found) {
    const group = groups.get(row.kind) ?? {
      name: sayMeeting(`kind.${row.kind}`)(language),
      total: row.total,
      items: [],
    }
    group.items.push(item(row, asked))
    groups.set(row.kind, group)
  }
  return { point: 'restrictions', complete: true, groups: [...groups.values()] }
}

function item(row: Row, asked: Asked): Draft {
  const { language, period } = asked
  const isWorks = row.number !== null
  return draft({
    about: { type: isWorks ? 'works' : 'place', id: isWorks ? row.id : null },
    reference: row.number,
    title: language === 'ar' ? row.name_ar : row.name_en,
    agency: row.agency_id ? agencyName(asked, row.agency_id) : null,
    period: row.first || row.last ? { start: row.first, end: row.last } : null,
    standing: standing(row, asked),
    weight: row.kind === 'protected' ? (isHeld(row.hold_until, period) ? 'blocking' : 'warning') : row.severity,
    facts: facts(row, asked),
    worksIds: isWorks ? [row.id] : [],
    shape: row.shape,
  })
}

function standing({ kind, area_kind: area, severity }: Row, { language }: Asked): string | null {
  if (kind !== 'constraint' || !area || !severity) return null
  return `${constraintWords[area][language]} · ${severityWords[severity][language]}`
}

/** What happens on which day. */
function facts({ kind, last, hold_until: hold }: Row, { language, period }: Asked): string[] {
  const say = (key: Parameters<typeof sayMeeting>[0], day: string) => sayMeeting(key, { day })(language)
  if (kind === 'constraint') return last === null ? [sayMeeting('always')(language)] : []
  if (kind === 'guarantee') return last ? [say('guarantee.ends', last)] : []
  if (kind === 'rest') return last ? [say('rest.ends', last)] : []
  return [
    ...(hold !== null && isHeld(hold, period) ? [say('hold.until', hold)] : []),
    ...(last ? [say('protected.until', last)] : []),
  ]
}
