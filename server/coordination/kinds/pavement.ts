import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, sql } from '../../database/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import { addDays, addMonths } from '../../time/rules.ts'
import type { FindingKind, Severity } from '../contract.ts'
import { figure } from '../figure.ts'
import type { FoundBy } from '../finding.ts'
import { sayCoordination } from '../messages.ts'
import type { Asked, Subject } from '../subject.ts'
import type { Forbidden, Wall } from './kind.ts'

const text = prepared(sql(import.meta.url, '../pavement.sql'))

/** What became of ground, as the ledger of the pavement tells it. Days inclusive. */
export interface Made {
  kind: 'cut' | 'uncut' | 'surface'
  /** Dug before there was this register: no pair of works tells of it. */
  isBefore: boolean
  /** Of works that are closed: whoever answered for it is let go, and no pair of works tells of it either. */
  isCleared: boolean
  closedOn: string
  guaranteeUntil: string | null
  /** The office protects all of this ground by itself. */
  isProtected: boolean
}

/** Days on which a finding holds, and which. */
export interface Held {
  kind: FindingKind
  ruleId: string
  severity: Severity
  days: Forbidden
}

/**
 * What holds on ground after it was opened or surfaced: a new surface is protected, its first months are a hold [N]; ground
 * of before rests [B] and is in guarantee as that of works is. Ground of works that were cleared rests as long as any other.
 */
export function heldBy(made: Made, { protection, moratoriumDays }: RulePack): Held[] {
  const from = addDays(made.closedOn, 1)
  const held: Held[] = []
  if (made.kind === 'surface' && !made.isProtected) {
    const hold = addMonths(made.closedOn, protection.holdMonths)
    const until = addMonths(made.closedOn, protection.years * 12)
    const surface = { kind: 'protected_surface', severity: 'warning' } as const
    held.push(
      { ...surface, ruleId: 'resurfaced-hold', severity: 'blocking', days: period(from, addDays(hold, -1)) },
      { ...surface, ruleId: 'resurfaced', days: period(hold, until) },
    )
  }
  if (!made.isBefore && !made.isCleared) return held
  const rest = made.kind === 'surface' ? moratoriumDays.roadWorks : moratoriumDays.other
  const rested = { from, to: addDays(made.closedOn, rest - 1), applies: 'start' } as const
  const ruleId = made.isBefore ? 'moratorium-before' : 'moratorium-cleared'
  held.push({ kind: 'moratorium', ruleId, severity: 'blocking', days: rested })
  if (made.isBefore && made.guaranteeUntil !== null)
    held.push({
      kind: 'guarantee',
      ruleId: 'guarantee-before',
      severity: 'warning',
      days: period(from, made.guaranteeUntil),
    })
  return held
}

function period(from: string, to: string): Forbidden {
  return { from, to, applies: 'period' }
}

/** Does a period touch the days, as they are meant? */
export function touches({ start, end }: Subject['period'], { from, to, applies }: Forbidden): boolean {
  const last = applies === 'start' ? start : end
  return (from === null || last >= from) && (to === null || start <= to)
}

interface Row {
  id: string | null
  kind: Made['kind']
  is_before: boolean
  is_cleared: boolean
  number: string
  title: string
  agency_id: string | null
  guarantor: string | null
  opened_on: string
  closed_on: string
  guarantee_until: string | null
  version: number
  overlap: Record<string, unknown>
  overlap_square_metres: number
  overlap_metres: number
  /** Where the office does not protect the surface by itself; null where it does so everywhere. */
  bare: Record<string, unknown> | null
  bare_square_metres: number
  bare_metres: number
}

function madeBy(row: Row): Made {
  return {
    kind: row.kind,
    isBefore: row.is_before,
    isCleared: row.is_cleared,
    closedOn: row.closed_on,
    guaranteeUntil: row.guarantee_until,
    isProtected: row.bare === null,
  }
}

async function read(db: Db, subject: Subject, { pack, today }: Asked): Promise<Row[]> {
  const { id, projectId, footprintWkb: footprint, routeWkb: route, period } = subject
  const { protection, moratoriumDays } = pack
  const workingSpace = pack.footprint.workingSpaceMetres
  // a year has no more days, and a hold may outlast the years
  const months = Math.max(protection.years * 12, protection.holdMonths)
  const longestDays = Math.max(months * 31, moratoriumDays.roadWorks, moratoriumDays.other)
  // what digs already began before today
  const rest = { restsFrom: period.start < today ? period.start : today, restDays: moratoriumDays.other }
  const bindings = { id, projectId, footprint, route, today, longestDays, workingSpace, ...rest }
  const found = await certainRows<Row>(db, text, bindings)
  return found.filter((row) => row.id !== null)
}

/** What the ledger of the pavement has against a draft: `protected_surface`, `moratorium` of ground of before and of works that are closed, and `guarantee` of before. */
export async function findPavement(db: Db, subject: Subject, asked: Asked): Promise<FoundBy[]> {
  const found = await read(db, subject, asked)
  return found.flatMap((row) =>
    heldBy(madeBy(row), asked.pack)
      .filter(({ days }) => touches(subject.period, days))
      // what is touched of a surface's hold is no longer told of its later years
      .filter(({ kind, severity }, _n, all) => severity === 'blocking' || !isHeld(all, kind))
      .map((held) => finding(row, held)),
  )
}

function isHeld(all: readonly Held[], kind: FindingKind): boolean {
  return all.some((held) => held.kind === kind && held.severity === 'blocking')
}

/** A surface is held where the office says nothing else of it. */
function groundOf(row: Row, kind: FindingKind): Pick<FoundBy, 'overlap' | 'overlapMetres' | 'overlapSquareMetres'> {
  return kind === 'protected_surface'
    ? { overlap: row.bare, overlapMetres: row.bare_metres, overlapSquareMetres: row.bare_square_metres }
    : { overlap: row.overlap, overlapMetres: row.overlap_metres, overlapSquareMetres: row.overlap_square_metres }
}

function finding(row: Row, { kind, ruleId, severity, days }: Held): FoundBy {
  const ground = groundOf(row, kind)
  const metres = figure(ground.overlapMetres)
  const common = { other: row.title, metres, until: days.to ?? '' }
  const said = {
    'resurfaced-hold': () =>
      sayCoordination('resurfaced_hold', { ...common, resurfaced: row.closed_on, until: addDays(days.to ?? '', 1) }),
    resurfaced: () => sayCoordination('resurfaced', { ...common, resurfaced: row.closed_on }),
    'moratorium-before': () =>
      sayCoordination('moratorium_dug', { ...common, closed: row.closed_on, first: addDays(days.to ?? '', 1) }),
    'moratorium-cleared': () =>
      sayCoordination('moratorium_cleared', { ...common, closed: row.closed_on, first: addDays(days.to ?? '', 1) }),
    'guarantee-before': () => sayCoordination('guarantee_dug', { ...common, guarantor: row.guarantor ?? '—' }),
  } as const
  return {
    kind,
    ruleId,
    severity,
    digOnce: false,
    forbids: [days],
    explain: said[ruleId as keyof typeof said](),
    other: {
      type: 'pavement',
      id: row.id,
      number: row.number,
      title: () => row.title,
      agencyId: row.agency_id,
      period: { start: row.opened_on, end: row.closed_on },
      version: row.version,
    },
    ...ground,
    distanceMetres: 0,
    sharedPeriod: null,
    gapDays: null,
  }
}

/** The days on which the ledger holds a draft's ground, whatever days are planned. */
export async function wallsOfPavement(db: Db, subject: Subject, asked: Asked): Promise<Wall[]> {
  const found = await read(db, subject, asked)
  return found.flatMap((row) => heldBy(madeBy(row), asked.pack).map(({ days, severity }) => ({ ...days, severity })))
}
