import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, rows, sql } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import type { Language } from '../../language/contract.ts'
import type { Phrase } from '../../language/speak.ts'
import { addDays } from '../../time/rules.ts'
import type { FindingKind, Severity } from '../contract.ts'
import { figure } from '../figure.ts'
import type { FoundBy } from '../finding.ts'
import { sayCoordination } from '../messages.ts'
import type { Asked, Subject } from '../subject.ts'
import type { Forbidden, Wall } from './kind.ts'

const text = prepared(sql(import.meta.url, '../restrictions.sql'))
const daysText = prepared(sql(import.meta.url, '../restriction-days.sql'))

interface Row {
  type: 'protected_surface' | 'constraint_area'
  id: string
  name_ar: string
  name_en: string
  version: number
  kind: string | null
  severity: Severity | null
  resurfaced_on: string
  hold_until: string
  protected_until: string
  period: DayRange | null
  overlap: Record<string, unknown>
  overlap_square_metres: number
  overlap_metres: number
}

/** Ground that must not be dug, or not now: `protected_surface`, `event` and `blackout`. */
export async function findRestrictions(db: Db, subject: Subject): Promise<FoundBy[]> {
  const found = await certainRows<Row>(db, text, {
    footprint: subject.footprintWkb,
    reach: subject.reachWkb,
    route: subject.routeWkb,
    start: subject.period.start,
    end: subject.period.end,
  })
  return found.filter(({ type }) => type !== null).map((row) => finding(row, subject))
}

function finding(row: Row, subject: Subject): FoundBy {
  const judged = row.type === 'protected_surface' ? protectedSurface(row, subject) : constraint(row)
  return {
    ...judged,
    other: {
      type: row.type,
      id: row.id,
      number: null,
      title: nameOf(row),
      agencyId: null,
      period: row.type === 'protected_surface' ? { start: row.resurfaced_on, end: row.protected_until } : row.period,
      version: row.version,
    },
    overlap: row.overlap,
    overlapMetres: row.overlap_metres,
    overlapSquareMetres: row.overlap_square_metres,
    distanceMetres: 0,
    sharedPeriod: null,
    gapDays: null,
    digOnce: false,
  }
}

interface RestrictedRow {
  type: Row['type']
  severity: Severity | null
  resurfaced_on: string
  hold_until: string
  protected_until: string
  period: DayRange | null
}

/** The days on which a draft's ground is restricted, whatever days are planned; what holds for good no shift avoids. */
export async function wallsOfRestrictions(db: Db, subject: Subject, { today }: Asked): Promise<Wall[]> {
  const { footprintWkb: footprint, reachWkb: reach } = subject
  const found = await rows<RestrictedRow>(db, daysText, { footprint, reach, today })
  return found.flatMap((row): Wall[] => {
    if (row.type === 'constraint_area')
      return daysOf(row.period).map((days) => ({ ...days, severity: row.severity as Severity }))
    return [
      { ...held(row), severity: 'blocking' },
      { ...protectedDays(row), severity: 'warning' },
    ]
  })
}

function held(row: Pick<Row, 'resurfaced_on' | 'hold_until'>): Forbidden {
  return { from: row.resurfaced_on, to: addDays(row.hold_until, -1), applies: 'period' }
}

function protectedDays(row: Pick<Row, 'resurfaced_on' | 'protected_until'>): Forbidden {
  return { from: row.resurfaced_on, to: row.protected_until, applies: 'period' }
}

/** The days of a constraint; none where it holds always, which has nothing to do with time. */
function daysOf(period: DayRange | null): Forbidden[] {
  return period ? [{ from: period.start, to: period.end, applies: 'period' }] : []
}

interface Judged {
  kind: FindingKind
  ruleId: string
  severity: Severity
  forbids: Forbidden[]
  explain: Phrase
}

function nameOf(row: Row): Phrase {
  return (language: Language) => (language === 'ar' ? row.name_ar : row.name_en)
}

function inWords(
  key: Parameters<typeof sayCoordination>[0],
  row: Row,
  values: Record<string, string | number>,
): Phrase {
  const name = nameOf(row)
  return (language) => sayCoordination(key, { ...values, other: name(language) })(language)
}

/** Nothing may be dug during the hold after resurfacing; then, until the protection ends, only with good reason. */
function protectedSurface(row: Row, subject: Subject): Judged {
  const isHeld = subject.period.start < row.hold_until
  const until = isHeld ? row.hold_until : row.protected_until
  return {
    kind: 'protected_surface',
    ruleId: isHeld ? 'protected-surface-hold' : 'protected-surface',
    severity: isHeld ? 'blocking' : 'warning',
    forbids: [isHeld ? held(row) : protectedDays(row)],
    explain: inWords(isHeld ? 'protected_hold' : 'protected', row, {
      resurfaced: row.resurfaced_on,
      until,
      metres: figure(row.overlap_metres),
    }),
  }
}

/** An event has a date of its own; the other constraints say when works are unwelcome, or always. */
function constraint(row: Row): Judged {
  const { start = null, end = null } = row.period ?? {}
  const squareMetres = figure(row.overlap_square_metres)
  return {
    kind: row.kind === 'event' ? 'event' : 'blackout',
    ruleId: `constraint-${row.kind}`,
    severity: row.severity as Severity,
    forbids: daysOf(row.period),
    explain: row.period
      ? inWords('constraint', row, { squareMetres, start: start ?? '…', end: end ?? '…' })
      : inWords('constraint_always', row, { squareMetres }),
  }
}
