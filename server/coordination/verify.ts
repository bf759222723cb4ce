import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { rows } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Category, Status } from '../works/contract.ts'
import type { PairKind } from './contract.ts'
import { kindsOf, type Standing } from './rules.ts'

/** What `verify` found. All but `works` and `pairs` must be nought. */
export interface RegisterCheck {
  works: number
  /** Rows that the register should have. */
  pairs: number
  /** Should be there and are not: a conflict silently not found. */
  missing: number
  /** Are there and should not be. */
  extra: number
  /** Are there with another area than the recomputed one. */
  differing: number
  examples: string[]
}

const statementMilliseconds = 600_000
const chunk = 200
const mostExamples = 10

interface PairRow {
  a: string
  b: string
  touches: boolean
  area: number
}

interface WorksRow {
  id: string
  status: Status
  category: Category
  project_id: string | null
  occupies: DayRange
  guarantee_until: string | null
}

/**
 * Recomputes the conflict register from scratch and compares: every pair of works is looked at without any index, and
 * its kinds follow from the plain rules rather than from the SQL that keeps the register.
 */
export function verifyRegister(db: Db, pack: RulePack): Promise<RegisterCheck> {
  return db.transaction((trx) =>
    allowLongStatements(trx, statementMilliseconds, async () => {
      for (const way of ['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'])
        await rows(trx, 'select set_config(:way, :off, true)', { way, off: 'off' })
      const expected = await recompute(trx, pack)
      return compare(trx, expected)
    }),
  )
}

async function recompute(db: Db, pack: RulePack): Promise<{ works: number; rows: Map<string, number> }> {
  const found = await rows<WorksRow>(
    db,
    'select id, status, category, project_id, occupies, guarantee_until from works order by id',
  )
  const standing = new Map(found.map((row) => [row.id, standingOf(row)]))
  const ids = found.map(({ id }) => id)
  const expected = new Map<string, number>()
  for (let from = 0; from < ids.length; from += chunk) {
    const pairs = await meetings(db, ids.slice(from, from + chunk))
    for (const { a, b, touches, area } of pairs) {
      const kinds = kindsOf(standing.get(a) as Standing, standing.get(b) as Standing, { touches, near: true }, pack)
      for (const kind of kinds) expected.set(keyOf(a, b, kind), area)
    }
  }
  return { works: ids.length, rows: expected }
}

/** Every pair whose reaches meet, of some works with all later ones; the area of what they share on the ground. */
function meetings(db: Db, ids: string[]): Promise<PairRow[]> {
  return rows<PairRow>(
    db,
    `select a.id as a, b.id as b, t.touches,
            case when t.touches then ST_Area(shared_ground(a.footprint, b.footprint)::geography)
                 else ST_Area(shared_ground(a.reach, b.reach)::geography) end as area
     from works a
     join works b on b.id > a.id and ST_Intersects(a.reach, b.reach)
     cross join lateral (select ST_Intersects(a.footprint, b.footprint) as touches offset 0) t
     where a.id = any (cast(:ids as uuid[]))`,
    { ids },
  )
}

function standingOf(row: WorksRow): Standing {
  return {
    status: row.status,
    category: row.category,
    projectId: row.project_id,
    occupies: row.occupies as Period,
    guaranteeUntil: row.guarantee_until,
  }
}

function keyOf(a: string, b: string, kind: PairKind): string {
  return `${a} ${b} ${kind}`
}

async function compare(db: Db, expected: { works: number; rows: Map<string, number> }): Promise<RegisterCheck> {
  const stored = await rows<{ works_a: string; works_b: string; kind: PairKind; overlap_square_metres: number }>(
    db,
    'select works_a, works_b, kind, overlap_square_metres from conflict',
  )
  const left = new Map(expected.rows)
  const extra: string[] = []
  const differing: string[] = []
  for (const row of stored) {
    const key = keyOf(row.works_a, row.works_b, row.kind)
    const area = left.get(key)
    if (area === undefined) extra.push(`extra ${key}`)
    else if (Math.abs(area - row.overlap_square_metres) > 1e-6 * (1 + area)) differing.push(`differing ${key}`)
    left.delete(key)
  }
  const missing = [...left.keys()].map((key) => `missing ${key}`)
  return {
    works: expected.works,
    pairs: expected.rows.size,
    missing: missing.length,
    extra: extra.length,
    differing: differing.length,
    examples: [...missing, ...extra, ...differing].slice(0, mostExamples),
  }
}
