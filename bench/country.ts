import { uuidv7 } from 'uuidv7'
import { ensureRoot } from '../server/agencies/store.ts'
import { keeper, rebuildRegister } from '../server/coordination/register.ts'
import { connect, type Database, type Db } from '../server/database/connect.ts'
import { ensureLeakproof } from '../server/database/leakproof.ts'
import { migrate } from '../server/database/migrate.ts'
import { rows } from '../server/database/sql.ts'
import { loadRulePack } from '../server/policy/load.ts'
import { measureBindings, measured } from '../server/works/ground.ts'
import type { NewWorksFields } from '../server/works/store.ts'
import { makeWorks, random } from './city.ts'

export const pack = loadRulePack('ksa')
const statementMilliseconds = 600_000
const batch = 4000
const writers = 2

/** A database of its own with so many works, and the agencies that plan them. */
export interface Country extends Database {
  size: number
  url: string
  agencyIds: string[]
}

/** Rebuilt after the load, as a restore would do it: the indexes of works that are not its keys. */
const secondary = `select indexname as name, indexdef as definition from pg_indexes i
  where tablename = 'works' and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`

/** What insert.sql writes to works, without numbers drawn one by one, streets and history. */
const store = `with ${measured}
  insert into works (
    id, region_id, municipality_id, municipality_ids, number, title, agency_id, category, utility, method, traffic_impact,
    status, published_version, period, guarantee_until, route, footprint, reach, length_metres, area_square_metres, created_at, updated_at
  )
  select m.id, m.region_id, m.municipality_ids[1], m.municipality_ids, 'BENCH-' || r.place, 'Synthetic works', r.agency, r.category, 'water',
         'open_cut', r.impact, r.status, 1, daterange(r."start", r."end", '[]'), r.guarantee, m.route, m.footprint, m.reach,
         m.length_metres, m.area_square_metres, now(), now()
  from measured m
  join jsonb_to_recordset(cast(:rows as jsonb)) as r (
    id uuid, place int, agency uuid, category text, impact text, status text, "start" date, "end" date, guarantee date
  ) on r.id = m.id`

/** Makes a database on the cluster and fills it. The same works for the same size. */
export async function makeCountry(
  clusterUrl: string,
  size: number,
  { withRegister }: { withRegister: boolean },
): Promise<Country> {
  const name = `works_${size}`
  const cluster = await connect({ databaseUrl: clusterUrl, dataDir: '' })
  await cluster.db.raw('create database ??', [name])
  await cluster.close()
  const url = clusterUrl.replace(/\/[^/]*$/, `/${name}`)
  const database = await connect({ databaseUrl: url, dataDir: '', statementLimit: statementMilliseconds, poolSize: 4 })
  const { db } = database
  await migrate(db)
  await ensureLeakproof(db)
  await ensureRoot(db, pack)
  const agencyIds = await makeAgencies(db)
  await fill(db, size, agencyIds)
  if (withRegister) await fillRegister(db, size)
  return { ...database, size, url, agencyIds }
}

async function makeAgencies(db: Db): Promise<string[]> {
  const ids = Array.from({ length: 8 }, () => uuidv7())
  await db('organisation').insert(
    ids.map((id, at) => ({
      id,
      code: `B${at}`,
      name_ar: `جهة ${at}`,
      name_en: `Agency ${at}`,
      kind: 'utility',
      colour: '#1d6fd1',
    })),
  )
  return ids
}

async function fill(db: Db, size: number, agencyIds: readonly string[]): Promise<void> {
  const indexes = await rows<{ name: string; definition: string }>(db, secondary)
  for (const { name } of indexes) await db.raw('drop index ??', [name])
  const next = random(size)
  let place = 0
  const write = async () => {
    while (place < size) {
      const first = place
      place = Math.min(size, place + batch)
      const works = Array.from({ length: place - first }, () => makeWorks(next, agencyIds))
      await rows(db, store, {
        ...measureBindings(works, pack),
        rows: JSON.stringify(works.map((one, at) => rowOf(one, first + at))),
      })
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  for (const { definition } of indexes) await db.raw(definition)
  await db.raw('vacuum analyze')
}

/** Above so many works the register is that of every tenth: making all of it anew takes hours. */
const mostRebuilt = 100_000
const sampled = 10
const chunk = 500

/** The register as it would have grown: what is written to an empty one costs less. */
async function fillRegister(db: Db, size: number): Promise<void> {
  if (size <= mostRebuilt) await rebuildRegister(db, pack)
  else {
    const works = await rows<{ id: string }>(db, 'select id from works order by id')
    const ids = works.filter((_, at) => at % sampled === 0).map(({ id }) => id)
    for (let from = 0; from < ids.length; from += chunk) await keeper.keep(db, ids.slice(from, from + chunk), pack)
  }
  await db.raw('vacuum analyze conflict')
}

function rowOf(
  { id, agencyId, category, trafficImpact, status, period, guaranteeUntil }: NewWorksFields,
  place: number,
) {
  return { id, place, agency: agencyId, category, impact: trafficImpact, status, ...period, guarantee: guaranteeUntil }
}
