import type { Db } from '../../database/connect.ts'
import { allowLongStatements } from '../../database/long-statements.ts'
import { rows } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import type { RulePack } from '../../policy/contract.ts'
import { stretches } from './keep.ts'
import { kindOf } from './rules.ts'

/** What `verify` found. All but `entries`, `stretches` and `segments` must be nought. */
export interface LedgerCheck {
  entries: number
  stretches: number
  segments: number
  /** Entries that should be there and are not, are there and should not be, or tell other kinds, days, guarantees or ground. */
  misentered: number
  /** Stretches that are not those that follow from the ground and the streets. */
  mismeasured: number
  /** Segments that are not those that follow from the streets, and streets that theirs do not add up to. */
  miscut: number
  examples: string[]
}

const statementMilliseconds = 600_000
const mostExamples = 10
const chunk = 500

/**
 * Recomputes the ledger from scratch and compares, in one snapshot: its entries by the plain rules from the works, its
 * stretches and the segments of all streets without any index.
 */
export function verifyLedger(db: Db, pack: RulePack): Promise<LedgerCheck> {
  const snapshot = db.isTransaction ? {} : ({ isolationLevel: 'repeatable read', readOnly: true } as const)
  return db.transaction(
    (trx) =>
      allowLongStatements(trx, statementMilliseconds, async () => {
        for (const way of ['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'])
          await rows(trx, 'select set_config(:way, :off, true)', { way, off: 'off' })
        const [entered, measured, cut] = [await misentered(trx, pack), await mismeasured(trx, pack), await miscut(trx)]
        return {
          entries: entered.total,
          stretches: measured.total,
          segments: cut.total,
          misentered: entered.faults.length,
          mismeasured: measured.faults.length,
          miscut: cut.faults.length,
          examples: [...entered.faults, ...measured.faults, ...cut.faults].slice(0, mostExamples),
        }
      }),
    snapshot,
  )
}

interface Found {
  total: number
  faults: string[]
}

interface Told {
  id: string
  category: string
  method: string
  actual_period: DayRange | null
  guarantee_until: string | null
  kind: string | null
  opened_on: string | null
  closed_on: string | null
  entry_guarantee: string | null
  is_whole: boolean
  /** What was accepted as closed is what its records tell; a correction before that is taken over with it. */
  is_recorded: boolean
}

async function misentered(db: Db, { footprint }: RulePack): Promise<Found> {
  const found = await rows<Told>(
    db,
    `select w.id, w.category, w.method, w.actual_period, w.guarantee_until, e.kind, e.opened_on, e.closed_on,
            e.guarantee_until as entry_guarantee, e.kind is distinct from 'surface' or ST_Equals(e.ground, coalesce(w.reinstated, w.footprint)) as is_whole,
            w.status not in ('in_guarantee','closed') or (w.reinstated is null) = (r.ground is null)
              and coalesce(ST_HausdorffDistance(w.reinstated, r.ground) < 1e-7, true) as is_recorded
     from works w left join pavement_entry e on e.works_id = w.id
     cross join lateral (select recorded_ground(w, cast(:trenchWidth as float8)) as ground offset 0) r
     where w.actual_period is not null or e.id is not null`,
    { trenchWidth: footprint.trenchWidthMetres },
  )
  return { total: found.length, faults: found.filter((one) => !isAsTold(one)).map(({ id }) => `entry ${id}`) }
}

function isAsTold(one: Told): boolean {
  const dug = one.actual_period as { start: string; end: string | null } | null
  if (!dug) return one.kind === null
  return (
    one.is_whole &&
    one.is_recorded &&
    one.kind === kindOf(one) &&
    one.opened_on === dug.start &&
    one.closed_on === dug.end &&
    one.entry_guarantee === one.guarantee_until
  )
}

const ground = `
  select e.id, coalesce(w.reinstated, opened_lines(w), e.route) as route, coalesce(w.reinstated, w.footprint, e.ground) as ground,
         coalesce(w.trench_width_metres, e.trench_width_metres, cast(:trenchWidth as float8)) as width
  from pavement_entry e left join works w on w.id = e.works_id where e.id = any (cast(:ids as uuid[]))`

/** Both sides of each stretch that is missing, too many or another one. */
const compared = `with opened as materialized (${ground}), ${stretches}
  select entry_id, street_id from lying l
  full join (select * from pavement_stretch where entry_id = any (cast(:ids as uuid[]))) t using (entry_id, street_id, place)
  where t.side is distinct from l.side
     or abs(t.from_metres - l.from_metres) + abs(t.to_metres - l.to_metres) + abs(t.offset_metres - l.offset_metres) > 0.01
     or abs(t.area_square_metres - l.area_square_metres) > 0.01 * (1 + l.area_square_metres)`

async function mismeasured(db: Db, pack: RulePack): Promise<Found> {
  const trenchWidth = pack.footprint.trenchWidthMetres
  const ids = (await rows<{ id: string }>(db, 'select id from pavement_entry order by id')).map(({ id }) => id)
  const faults: string[] = []
  for (let from = 0; from < ids.length; from += chunk) {
    const found = await rows<{ entry_id: string; street_id: string }>(db, compared, {
      ids: ids.slice(from, from + chunk),
      trenchWidth,
    })
    faults.push(...found.map(({ entry_id, street_id }) => `stretch of ${entry_id} on ${street_id}`))
  }
  const [stored] = await rows<{ total: number }>(db, 'select count(*)::int as total from pavement_stretch')
  return { total: stored?.total ?? 0, faults }
}

async function miscut(db: Db): Promise<Found> {
  const found = await rows<{ street_id: string }>(
    db,
    `with cut as materialized (select * from segments_of(array(select id from street)))
     select street_id from cut n full join street_segment g using (street_id, place)
     where g.line is null or n.line is null or abs(g.from_metres - n.from_metres) + abs(g.to_metres - n.to_metres) > 0.01
        or (g.from_street_id, g.to_street_id) is distinct from (n.from_street_id, n.to_street_id)
     union all
     select s.id from street s left join street_segment g on g.street_id = s.id
     group by s.id having abs(coalesce(sum(g.to_metres - g.from_metres), 0) - s.length_metres) > 2`,
  )
  const [stored] = await rows<{ total: number }>(db, 'select count(*)::int as total from street_segment')
  return { total: stored?.total ?? 0, faults: found.map(({ street_id }) => `segments of ${street_id}`) }
}
