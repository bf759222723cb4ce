import { findMeetings } from '../server/coordination/kinds/works.ts'
import type { Subject } from '../server/coordination/subject.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import type { RulePack } from '../server/policy/contract.ts'
import { makeWorks, random } from './city.ts'
import { type Country, pack } from './country.ts'
import { subjects } from './subjects.ts'
import { count, type Line, median, milliseconds } from './table.ts'

const probes = 200
const passes = 3
const asked = { now: new Date('2026-06-01T06:00:00Z'), today: '2026-06-01' }

/** With days as short as those that the trial of the design asked for: seven around the period. */
const shortPack: RulePack = { ...pack, digOnceDays: 7, moratoriumDays: { roadWorks: 7, other: 7 } }

const search = `select w.id from works w
  where ST_Intersects(w.reach, ST_GeomFromEWKB(decode(:reach, 'hex')))
    and w.standing && daterange(cast(:start as date) - 7, cast(:end as date) + 8)
    and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                     'returned','suspended','reinstated','in_guarantee')`

type Check = (db: Db, subject: Subject) => Promise<unknown>

/** The check as it is, with shorter days, and the search in it alone. */
const checks: readonly { what: string; run: Check; least?: number }[] = [
  { what: 'check', run: (db, subject) => findMeetings(db, subject, { ...asked, pack }), least: 2 },
  {
    what: 'check with days as in the trial (7)',
    run: (db, subject) => findMeetings(db, subject, { ...asked, pack: shortPack }),
  },
  {
    what: 'its search alone (7 days)',
    run: (db, { reachWkb, period }) => rows(db, search, { reach: reachWkb, ...period }),
  },
]

/** Milliseconds that a check takes on the average. */
async function timeChecks(db: Db, given: readonly Subject[], run: Check): Promise<number> {
  const start = performance.now()
  for (const subject of given) await run(db, subject)
  return (performance.now() - start) / given.length
}

/** Runs work without an index, which is back unharmed afterwards. Nobody else is connected. */
async function without<T>(db: Db, index: string, work: (db: Db) => Promise<T>): Promise<T> {
  const trx = await db.transaction()
  try {
    await trx.raw('drop index ??', [index])
    return await work(trx)
  } finally {
    await trx.rollback()
  }
}

const plain = 'bench_plain'

interface Case {
  what: string
  run: Check
  least?: number
  db: Db
  size: number
  given: Subject[]
  means: Means
}

interface Means {
  ours: number[]
  plain: number[]
}

/** Every check with the index it was made for, beside the same statement on a plain index of the ground. */
export async function checkLines(countries: readonly Country[]): Promise<Line[]> {
  const next = random(7)
  const cases: Case[] = []
  for (const { db, size, agencyIds } of countries) {
    await db.raw('create index ?? on works using gist (reach)', [plain])
    const given = await subjects(
      db,
      Array.from({ length: probes }, () => makeWorks(next, agencyIds, 'planned')),
    )
    for (const check of checks) cases.push({ ...check, db, size, given, means: { ours: [], plain: [] } })
  }
  for (let pass = 0; pass <= passes; pass++)
    for (const { db, given, run, means } of cases) {
      const ours = await without(db, plain, (trx) => timeChecks(trx, given, run))
      const against = await without(db, 'works_live', (trx) => timeChecks(trx, given, run))
      if (pass === 0) continue
      means.ours.push(ours)
      means.plain.push(against)
    }
  for (const { db } of countries) await db.raw('drop index ??', [plain])
  const growth = checks.flatMap(({ what }) =>
    growthLine(
      what,
      cases.filter((one) => one.what === what),
    ),
  )
  return [...cases.map(indexLine), ...growth]
}

function indexLine({ what, size, means, least }: Case): Line {
  const [ours, against] = [median(means.ours), median(means.plain)]
  return {
    what: `${what}, mean; on a plain GiST(reach) and filters`,
    size,
    ours: milliseconds(ours),
    against: milliseconds(against),
    figure: against / ours,
    ...(least && size >= 1_000_000 ? { reach: { least } } : {}),
  }
}

/** How the mean grows from the smallest size to the largest; nothing where there is one only. */
function growthLine(what: string, cases: readonly Case[]): Line[] {
  const sorted = [...cases].sort((a, b) => a.size - b.size)
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (!least || !most || least === most) return []
  const [small, large] = [median(least.means.ours), median(most.means.ours)]
  const isAsked = what === 'check' && least.size <= 10_000 && most.size >= 1_000_000
  return [
    {
      what: `${what}, mean; at ${count(least.size)}`,
      size: most.size,
      ours: milliseconds(large),
      against: milliseconds(small),
      figure: large / small,
      ...(isAsked ? { reach: { most: 3.5 } } : {}),
    },
  ]
}
