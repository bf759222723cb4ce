import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, rows, sql } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import type { Period } from '../../time/contract.ts'
import type { PairKind, Severity } from '../contract.ts'
import type { FoundBy } from '../finding.ts'
import { led, pairBindings, pairStatement } from '../pairs.ts'
import type { Asked, Subject } from '../subject.ts'
import { diversion, forbiddenBy } from './diversion.ts'
import { pairRules, wallsBetween } from './index.ts'
import type { Crossing, Meeting, Wall } from './kind.ts'

const draft = `
  select cast(:id as uuid) as id, cast(:projectId as uuid) as project_id,
         (select group_id from works_group_member where works_id = cast(:id as uuid) and left_at is null) as group_id,
         ST_GeomFromEWKB(decode(:route, 'hex')) as route,
         ST_GeomFromEWKB(decode(:footprint, 'hex')) as footprint,
         ST_GeomFromEWKB(decode(:reach, 'hex')) as reach,
         daterange(cast(:start as date), cast(:end as date), '[]') as occupies,
         daterange(cast(:start as date), cast(:end as date), '[]') as standing,
         cast(:category as text) as category, null::date as guarantee_until, false as finished,
         cast(:closure as text) as closure`

const leading = `
  select cast(:id as uuid) as works_id, ST_GeomFromEWKB(decode(ground, 'hex')) as ground, "firstDay" as first_day,
         "lastDay" as last_day
  from jsonb_to_recordset(cast(:diversions as jsonb)) as d (ground text, "firstDay" int, "lastDay" int)`

const statement = prepared(pairStatement({ subject: draft, leading, over: sql(import.meta.url, '../findings.sql') }))

/** Works on this ground that are to come, or ended so lately that they still count, whatever days are planned here. */
const neighbours = prepared(`
  select w.occupies, w.category, w.status in ('reinstated','in_guarantee') as finished, w.guarantee_until,
         ST_Intersects(closed_ground(w), ST_GeomFromEWKB(decode(:footprint, 'hex'))) as touches,
         exists (
           select 1 from works_group_member own join works_group_member m using (group_id)
           where own.works_id = cast(:id as uuid) and own.left_at is null and m.works_id = w.id and m.left_at is null
         ) as linked
  from works w
  where w.reach && ST_GeomFromEWKB(decode(:reach, 'hex'))
    and ST_Intersects(w.reach, ST_GeomFromEWKB(decode(:reach, 'hex')))
    and w.standing && daterange(cast(:today as date) - cast(:window as int), null)
    and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                     'returned','suspended','reinstated','in_guarantee')
    and w.id <> cast(:id as uuid)
    and (cast(:projectId as uuid) is null or w.project_id is distinct from cast(:projectId as uuid))`)

interface Row {
  crossings: Crossing[] | null
  kind: PairKind
  rule_id: string
  severity: Severity
  id: string
  number: string
  title: string
  agency_id: string
  category: string
  version: number
  period: DayRange
  finished: boolean
  guarantee_until: string | null
  overlap: Record<string, unknown>
  overlap_metres: number
  overlap_square_metres: number
  distance_metres: number
  shared: DayRange | null
  gap_days: number | null
}

function draftBindings(subject: Subject) {
  return {
    id: subject.id,
    projectId: subject.projectId,
    category: subject.category,
    closure: subject.closure,
    diversions: JSON.stringify(subject.diversions.map(({ ground, part }) => ({ ground, ...part }))),
    route: subject.routeWkb,
    footprint: subject.footprintWkb,
    reach: subject.reachWkb,
    start: subject.period.start,
    end: subject.period.end,
  }
}

/** What a draft makes with the live works: the kinds of `pairRules`, by the same statement that keeps the register. */
export async function findMeetings(db: Db, subject: Subject, { pack }: Asked): Promise<FoundBy[]> {
  const found = await certainRows<Row>(db, statement, {
    ...pairBindings(pack, [subject.id]),
    ...draftBindings(subject),
  })
  return found
    .filter(({ kind }) => kind !== null)
    .map((row) => {
      const rule = pairRules.find(({ kind }) => kind === row.kind)
      if (!rule) throw new Error(`no rule for ${row.kind}`)
      const meeting = meetingOf(row, subject)
      return {
        kind: row.kind,
        ruleId: row.rule_id,
        severity: row.severity,
        digOnce: rule.digOnce ?? false,
        forbids: rule.forbids(meeting, pack),
        explain: rule.explain(meeting, pack),
        other: {
          type: 'works',
          id: row.id,
          number: row.number,
          title: () => row.title,
          agencyId: row.agency_id,
          period: row.period,
          version: row.version,
        },
        overlap: row.overlap,
        overlapMetres: row.overlap_metres,
        overlapSquareMetres: row.overlap_square_metres,
        distanceMetres: row.distance_metres,
        sharedPeriod: row.shared as Period | null,
        gapDays: row.gap_days,
      }
    })
}

interface NeighbourRow {
  occupies: DayRange
  category: string
  finished: boolean
  guarantee_until: string | null
  touches: boolean
  linked: boolean
}

/** The days on which a draft's ground is taken by other works: what a shift of dates must not lead onto. */
export async function wallsOfWorks(db: Db, subject: Subject, { pack, today }: Asked): Promise<Wall[]> {
  const { id, projectId, footprintWkb: footprint, reachWkb: reach } = subject
  const { window } = pairBindings(pack, [])
  const found = await rows<NeighbourRow>(db, neighbours, { id, projectId, footprint, reach, today, window })
  return found.flatMap(({ occupies, category, finished, guarantee_until: guaranteeUntil, touches, linked }) => {
    const other = { period: occupies as Period, category, finished, guaranteeUntil }
    return wallsBetween({ own: subject, other, linked }, touches, pack)
  })
}

/** Closures on diversions from today on, wherever the period of the draft stands. */
const crossingsAhead = prepared(`with
  subject as materialized (select s.*, daterange(cast(:today as date), null) as searched from (${draft}) s),
  own_diversion as materialized (${leading}),
  ${led}
  select l.closes, l.s_days as own, l.w_days as other from led l where not isempty(l.s_days) and not isempty(l.w_days)`)

/** The days on which the draft would close what others lead along, or lead along what they close. */
export async function wallsOfDiversions(db: Db, subject: Subject, { pack, today }: Asked): Promise<Wall[]> {
  if (subject.closure === 'none' && subject.diversions.length === 0) return []
  const { subjects, closing } = pairBindings(pack, [subject.id])
  const bindings = { ...draftBindings(subject), subjects, closing, today }
  const found = await rows<{ closes: Crossing['closes']; own: Period; other: Period }>(db, crossingsAhead, bindings)
  return forbiddenBy(subject.period, found).map((days) => ({ ...days, severity: diversion.severity }))
}

function meetingOf(row: Row, subject: Subject): Meeting {
  return {
    own: subject,
    ...(row.crossings ? { crossings: row.crossings } : {}),
    other: {
      title: row.title,
      number: row.number,
      period: row.period as Period,
      finished: row.finished,
      category: row.category,
      guaranteeUntil: row.guarantee_until,
    },
    overlapMetres: row.overlap_metres,
    overlapSquareMetres: row.overlap_square_metres,
    distanceMetres: row.distance_metres,
    sharedPeriod: row.shared as Period | null,
    gapDays: row.gap_days,
  }
}
