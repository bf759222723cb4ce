import { uuidv7 } from 'uuidv7'
import { keeper } from '../server/coordination/register.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import { lockGround } from '../server/works/ground.ts'
import { insertWorks, type NewWorksFields, type WorksKeeper } from '../server/works/store.ts'
import { makeWorks, random } from './city.ts'
import { type Country, pack } from './country.ts'
import { count, type Line, mean, milliseconds, quietest } from './table.ts'

const singles = 200
const rounds = 4
const bulkSize = 4000
const author = { userId: null, at: new Date('2026-06-01T06:00:00Z') }

/** As an import's commit writes: so many a statement. */
const chunk = 200

/** The same write with nothing done for the register: neither its rows nor the locks they need. */
const careless: WorksKeeper = { keep: async () => undefined }

interface Written {
  milliseconds: number
  pairs: number
}

/** Stores works in one transaction, then takes them away again, so that the next write finds the same state. */
async function write(db: Db, works: readonly NewWorksFields[], kept: WorksKeeper): Promise<Written> {
  const named = works.map((one) => ({ ...one, id: uuidv7() }))
  const ids = named.map(({ id }) => id)
  const start = performance.now()
  await store(db, named, kept)
  const spent = performance.now() - start
  const [found] = await rows<{ n: number }>(
    db,
    `with gone as (delete from conflict where works_a = any (cast(:ids as uuid[])) or works_b = any (cast(:ids as uuid[])) returning works_a, works_b)
     select count(distinct (works_a, works_b)) as n from gone`,
    { ids },
  )
  await rows(db, 'delete from works where id = any (cast(:ids as uuid[]))', { ids })
  return { milliseconds: spent, pairs: found?.n ?? 0 }
}

/** One works as a request stores it; many as an import's commit does: in one transaction, chunk by chunk. */
async function store(db: Db, works: readonly NewWorksFields[], kept: WorksKeeper): Promise<void> {
  const doing = { pack, keeper: kept, event: 'create' }
  if (works.length <= chunk) return void (await insertWorks(db, works, author, doing))
  await db.transaction(async (trx) => {
    if (kept === keeper) await lockGround(trx, null)
    const inParts = { ...doing, inParts: true }
    for (let from = 0; from < works.length; from += chunk)
      await insertWorks(trx, works.slice(from, from + chunk), author, inParts)
  })
}

/** Milliseconds of each batch, and how many pairs they all made. */
interface Sides {
  kept: number[]
  careless: number[]
  pairs: number
}

/** The same works written with and without the register, turn by turn, several times over. */
async function alternate(db: Db, batches: readonly NewWorksFields[][]): Promise<Sides> {
  const [kept, without]: [number[][], number[][]] = [[], []]
  let pairs = 0
  for (let round = 0; round < rounds; round++) {
    const [own, other]: [number[], number[]] = [[], []]
    pairs = 0
    for (const [turn, works] of batches.entries())
      for (const one of (turn + round) % 2 ? [keeper, careless] : [careless, keeper]) {
        const written = await write(db, works, one)
        const times = one === keeper ? own : other
        times.push(written.milliseconds)
        pairs += written.pairs
      }
    kept.push(own)
    without.push(other)
  }
  return { kept: quietest(kept), careless: quietest(without), pairs }
}

function works(country: Country, seed: number, many: number): NewWorksFields[] {
  const next = random(seed)
  return Array.from({ length: many }, () => makeWorks(next, country.agencyIds, 'planned'))
}

/** Milliseconds that one pair of the register cost. */
function perPair({ kept, careless: without, pairs }: Sides): number {
  return ((mean(kept) - mean(without)) * kept.length) / pairs
}

const most = new Map([
  [100_000, 1.4],
  [1_000_000, 2.5],
])

/** Singles, then a bulk load, on each size: what keeping the register costs. */
export async function insertLines(country: Country, parts: { inserts: boolean; bulk: boolean }): Promise<Line[]> {
  const { db, size } = country
  await alternate(
    db,
    works(country, 1, 40).map((one) => [one]),
  )
  const single = await alternate(
    db,
    works(country, 2, singles).map((one) => [one]),
  )
  const lines = parts.inserts ? [singleLine(size, single)] : []
  if (!parts.bulk) return lines
  return [...lines, ...bulkLines(size, single, await alternate(db, [works(country, 3, bulkSize)]))]
}

function singleLine(size: number, { kept, careless: without, pairs }: Sides): Line {
  const reach = most.get(size)
  return {
    what: `insert with the register (${(pairs / kept.length).toFixed(1)} pairs each); without`,
    size,
    ours: milliseconds(mean(kept)),
    against: milliseconds(mean(without)),
    figure: mean(kept) / mean(without),
    ...(reach ? { reach: { most: reach } } : {}),
  }
}

function bulkLines(size: number, single: Sides, bulk: Sides): Line[] {
  const rate = (times: readonly number[]) => (bulkSize * 1000) / mean(times)
  const [ours, against] = [perPair(bulk), perPair(single)]
  return [
    {
      what: `import of ${count(bulkSize)} with the register; without, works/s`,
      size,
      ours: count(rate(bulk.kept)),
      against: count(rate(bulk.careless)),
      figure: rate(bulk.kept) / rate(bulk.careless),
      unit: '%',
      ...(size >= 1_000_000 ? { reach: { least: 0.07 } } : {}),
    },
    {
      what: 'cost of a pair in an import; in single inserts',
      size,
      ours: milliseconds(ours),
      against: milliseconds(against),
      figure: ours / against,
      ...(size >= 1_000_000 ? { reach: { most: 1 } } : {}),
    },
  ]
}
