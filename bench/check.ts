import { findMeetings } from '../server/coordination/kinds/works.ts'
import type { Subject } from '../server/coordination/subject.ts'
import type { Db } from '../server/database/connect.ts'
import { prepared, rows } from '../server/database/sql.ts'
import type { RulePack } from '../server/policy/contract.ts'
import { makeWorks, random } from './city.ts'
import { type Country, pack } from './country.ts'
import { subjects } from './subjects.ts'
import { count, type Line, mean, milliseconds, quietest } from './table.ts'

const probes = 200
const passes = 4
/** Run before the clock starts, to plan anew after an index has gone. */
const warmUp = 20
const asked = { now: new Date('2026-06-01T06:00:00Z'), today: '2026-06-01' }

/** With days as short as those that the trial of the design asked for: seven around the period. */
const shortPack: RulePack = { ...pack, digOnceDays: 7, moratoriumDays: { roadWorks: 7, other: 7 } }

const search = prepared(`select w.id from works w
  where ST_Intersects(w.reach, ST_GeomFromEWKB(decode(:reach, 'hex')))
    and w.standing && daterange(cast(:start as date) - 7, cast(:end as date) + 8)
    and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                     'returned','suspended','reinstated','in_guarantee')`)

type Check = (db: Db, subject: Subject) => Promise<unknown>

/** The check as it is, with the days that the figure asked for was measured with, and the search in it alone. */
const checks: readonly { what: string; run: Check; least?: number }[] = [
  { what: 'check', run: (db, subject) => findMeetings(db, subject, { ...asked, pack }), least: 2 },
  {
    what: 'check with days as in the trial (7)',
    run: (db, subject) => findMeetings(db, subject, { ...asked, pack: shortPack }),
    least: 2,
  },
  {
    what: 'its search alone (7 days)',
    run: (db, { reachWkb, period }) => rows(db, search, { reach: reachWkb, ...period }),
  },
]

/** Milliseconds of each check. */
async function timeChecks(db: Db, given: readonly Subject[], run: Check): Promise<number[]> {
  for (const subject of given.slice(0, warmUp)) await run(db, subject)
  const times: number[] = []
  for (const subject of given) {
    const start = performance.now()
    await run(db, subject)
    times.push(performance.now() - start)
  }
  return times
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
  times: Times
}

/** Milliseconds of each probe in each pass. */
interface Times {
  ours: number[][]
  plain: number[][]
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
    for (const check of checks) cases.push({ ...check, db, size, given, times: { ours: [], plain: [] } })
  }
  for (let pass = 0; pass < passes; pass++)
    for (const { db, given, run, times } of cases) {
      const ours = async () => times.ours.push(await without(db, plain, (trx) => timeChecks(trx, given, run)))
      const other = async () => times.plain.push(await without(db, 'works_live', (trx) => timeChecks(trx, given, run)))
      for (const turn of pass % 2 ? [ours, other] : [other, ours]) await turn()
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

function indexLine({ what, size, times, least }: Case): Line {
  const [ours, against] = [mean(quietest(times.ours)), mean(quietest(times.plain))]
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
  const [small, large] = [mean(quietest(least.times.ours)), mean(quietest(most.times.ours))]
  const isAsked = what.startsWith('check') && least.size <= 10_000 && most.size >= 1_000_000
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
