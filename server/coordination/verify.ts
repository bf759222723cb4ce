import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { rows } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { RulePack } from '../policy/contract.ts'
import type { PairKind } from './contract.ts'
import { type Expected, keyOf, readWorks, recompute } from './recompute.ts'
import { recomputeDiversions } from './recompute-diversions.ts'

/** What `verify` found. All but `works` and `pairs` must be nought. */
export interface RegisterCheck {
  works: number
  /** Rows that the register should have. */
  pairs: number
  /** Should be there and are not: a conflict silently not found. */
  missing: number
  /** Are there and should not be. */
  extra: number
  /** Are there with another rule, severity, area, distance or days than the recomputed ones. */
  differing: number
  /** Works whose stored days are not those that follow from their plan and what happened. */
  misdated: number
  examples: string[]
}

const statementMilliseconds = 600_000
const mostExamples = 10

/**
 * Recomputes the conflict register from scratch and compares: every pair of works is looked at without any index, in one
 * snapshot, and its kinds and days follow from the plain rules rather than from the SQL that keeps the register.
 */
export function verifyRegister(db: Db, pack: RulePack): Promise<RegisterCheck> {
  const snapshot = db.isTransaction ? {} : ({ isolationLevel: 'repeatable read', readOnly: true } as const)
  return db.transaction(
    (trx) =>
      allowLongStatements(trx, statementMilliseconds, async () => {
        for (const way of ['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'])
          await rows(trx, 'select set_config(:way, :off, true)', { way, off: 'off' })
        const found = await readWorks(trx)
        const met = await recompute(trx, found, pack)
        const expected = new Map([...met, ...(await recomputeDiversions(trx, found, pack))])
        const misdated = [...found.values()].filter(({ isDated }) => !isDated).map(({ id }) => `misdated ${id}`)
        return compare(trx, expected, { works: found.size, misdated })
      }),
    snapshot,
  )
}

interface StoredRow {
  works_a: string
  works_b: string
  kind: PairKind
  rule_id: string
  severity: string
  overlap_square_metres: number
  distance_metres: number
  shared: DayRange | null
  gap_days: number | null
}

async function compare(
  db: Db,
  expected: ReadonlyMap<string, Expected>,
  { works, misdated }: { works: number; misdated: string[] },
): Promise<RegisterCheck> {
  const stored = await rows<StoredRow>(
    db,
    `select works_a, works_b, kind, rule_id, severity, overlap_square_metres, distance_metres, shared, gap_days
     from conflict`,
  )
  const left = new Map(expected)
  const extra: string[] = []
  const differing: string[] = []
  for (const row of stored) {
    const key = keyOf(row.works_a, row.works_b, row.kind)
    const meant = left.get(key)
    if (!meant) extra.push(`extra ${key}`)
    else if (!isAsMeant(row, meant)) differing.push(`differing ${key}`)
    left.delete(key)
  }
  const missing = [...left.keys()].map((key) => `missing ${key}`)
  return {
    works,
    pairs: expected.size,
    missing: missing.length,
    extra: extra.length,
    differing: differing.length,
    misdated: misdated.length,
    examples: [...missing, ...extra, ...differing, ...misdated].slice(0, mostExamples),
  }
}

const nearly = (one: number, two: number) => Math.abs(one - two) <= 1e-6 * (1 + Math.abs(two))

function isAsMeant(row: StoredRow, meant: Expected): boolean {
  const days = row.shared ? `${row.shared.start} ${row.shared.end}` : String(row.gap_days)
  return (
    row.rule_id === meant.ruleId &&
    row.severity === meant.severity &&
    days === meant.days &&
    nearly(row.overlap_square_metres, meant.area) &&
    nearly(row.distance_metres, meant.distance)
  )
}
