import type { Actor } from '../server/access/actor.ts'
import { doorsTo } from '../server/access/under.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import type { Position } from '../server/geo/contract.ts'
import type { InspectionKind } from '../server/inspections/checklists/contract.ts'
import { visitsNear } from '../server/inspections/visits/read.ts'
import { random } from './city.ts'
import type { Country } from './country.ts'
import { count, type Line, mean, milliseconds, quietest } from './table.ts'

const [few, many] = [100, 10_000]
const passes = 4
const looks = 50
/** What a telephone shows at first. */
const limit = 50

/** An inspector of the root authority, who visits all ground. */
async function inspector(db: Db): Promise<Actor> {
  const [root] = await rows<{ id: string }>(db, 'select organisation_id as id from municipality where is_root')
  const agencyId = root?.id ?? null
  return { userId: null, keyId: null, role: 'inspector', isAdmin: false, agencyId, ground: 'everywhere', scopes: null }
}

/** So many works are to be visited, and no others. */
export async function leaveDue(db: Db, most: number, kind: InspectionKind = 'site_safety'): Promise<number> {
  await rows(db, 'delete from visit')
  const due = await rows(
    db,
    `insert into visit (id, works_id, kind, cause, due_on, place, municipality_id, created_at)
     select gen_random_uuid(), id, :kind, 'asked', date '2026-06-01' + (random() * 30)::int,
            ST_PointOnSurface(footprint), municipality_id, now()
     from works order by md5(id::text) limit :most returning id`,
    { most, kind },
  )
  await db.raw('vacuum analyze visit')
  return due.length
}

/** Where inspectors stand: at works, here and there. */
async function placesOf(db: Db): Promise<Position[]> {
  const next = random(7)
  const found = await rows<{ lng: number; lat: number }>(
    db,
    `select ST_X(c) as lng, ST_Y(c) as lat
     from (select ST_PointOnSurface(footprint) as c from works order by id limit :looks) w`,
    { looks },
  )
  return found.map(({ lng, lat }) => [lng + next() / 1000, lat + next() / 1000])
}

/** Milliseconds of the first page near a place, under row security. */
async function pageTime(db: Db, actor: Actor, places: readonly Position[]): Promise<number> {
  const { under } = doorsTo({ db, tiles: null })
  const times: number[][] = []
  for (let pass = 0; pass < passes; pass++) {
    const own: number[] = []
    for (const near of places) {
      const start = performance.now()
      await under(actor, (trx) => visitsNear(trx, {}, actor, { near, limit, after: 0 }))
      own.push(performance.now() - start)
    }
    times.push(own)
  }
  return mean(quietest(times))
}

/** Visits near a place, where a hundred are due and where ten thousand are. */
export async function inspectionLines(countries: readonly Country[]): Promise<Line[]> {
  const country = countries.find(({ size }) => size >= many)
  if (!country) return [{ what: 'visits near a place', ours: 'not run', against: `at least ${count(many)} works` }]
  const { db, size } = country
  const actor = await inspector(db)
  const places = await placesOf(db)
  await leaveDue(db, few)
  const small = await pageTime(db, actor, places)
  const due = await leaveDue(db, many)
  const large = await pageTime(db, actor, places)
  return [
    {
      what: `visits near a place, ${count(due)} due; where ${count(few)} are`,
      size,
      ours: milliseconds(large),
      against: milliseconds(small),
      figure: large / small,
      reach: { most: 3 },
    },
  ]
}
