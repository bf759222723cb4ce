import { uuidv7 } from 'uuidv7'
import type { Actor } from '../server/access/actor.ts'
import { doorsTo } from '../server/access/under.ts'
import { keeper } from '../server/coordination/register.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import { happen } from '../server/permits/events.ts'
import { reviewQueue } from '../server/permits/reviews.ts'
import { deemSilence } from '../server/permits/with-time.ts'
import { insertWorks, type WorksKeeper } from '../server/works/store.ts'
import { makeWorks, random } from './city.ts'
import { type Country, pack } from './country.ts'
import { count, type Line, mean, milliseconds, quietest } from './table.ts'

const now = new Date('2026-06-01T06:00:00Z')
const grants = 100
const passes = 4
const pages = 200
const dueAnswers = 10_000
const careless: WorksKeeper = { keep: async () => undefined }

/** Thrown to take back what was measured. */
const takenBack = Symbol('taken back')

/** An officer of the root authority, who decides on all ground. */
async function officer(db: Db): Promise<Actor> {
  const [root] = await rows<{ id: string }>(db, 'select organisation_id as id from municipality where is_root')
  const agencyId = root?.id ?? null
  return { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId, ground: 'everywhere', scopes: null }
}

/** Milliseconds of a piece of work under row security, of which nothing stays. */
async function timed(db: Db, actor: Actor, work: (trx: Db) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await doorsTo({ db, tiles: null })
    .under(actor, async (trx) => {
      await work(trx)
      throw takenBack
    })
    .catch((error) => {
      if (error !== takenBack) throw error
    })
  return performance.now() - start
}

/** Everything that was applied for waits for the office, as long after its application as the pack allows; what is approved is paid for. */
async function apply(db: Db): Promise<void> {
  await db.raw(`
    update works set submitted_at = timestamptz '2026-05-20' + (random() * 10) * interval '1 day',
                     review_due_at = timestamptz '2026-06-01' + (random() * 10) * interval '1 day', rounds = 1
    where status in ('submitted','in_coordination','approved')`)
  await db.raw(`
    insert into fee (id, works_id, kind, state, amount, currency, road_class, parts, due_at, settled_at)
    select gen_random_uuid(), id, 'permit', 'paid', 50000, 'SAR', 'local', '[]', updated_at, updated_at
    from works where status = 'approved'`)
  await db.raw('vacuum analyze works, fee')
}

/** One agency has been asked about each of these, and has not answered in time. */
async function leaveUnanswered(db: Db, agencyId: string): Promise<number> {
  const asked = await rows<{ id: string }>(
    db,
    "select id from works where status = 'in_coordination' and agency_id <> cast(:agencyId as uuid) order by id limit :dueAnswers",
    { agencyId, dueAnswers },
  )
  const long = new Date(now.getTime() - 3_600_000)
  for (let from = 0; from < asked.length; from += 1000)
    await db('consultation').insert(
      asked.slice(from, from + 1000).map(({ id }) => ({
        id: uuidv7(),
        works_id: id,
        round: 1,
        agency_id: agencyId,
        grounds: ['works_nearby'],
        asked_at: long,
        due_at: long,
        silence_approves: true,
      })),
    )
  await db.raw('vacuum analyze consultation')
  return asked.length
}

type Grantable = { id: string; version: number }

/** Approved works of which the register knows nothing blocking; what else stands against them shows in the doing. */
function approved(db: Db): Promise<Grantable[]> {
  return rows<Grantable>(
    db,
    `select w.id, w.version from works w
     where w.status = 'approved' and lower(w.period) > date '2026-06-03' and lower(w.period) < date '2026-12-01'
       and not exists (select 1 from conflict c where c.works_a = w.id and c.severity = 'blocking')
       and not exists (select 1 from conflict c where c.works_b = w.id and c.severity = 'blocking')
     order by md5(w.id::text) limit :most`,
    { most: grants * 10 },
  )
}

/** Grants a permit; false where something stands against it. */
async function grant(db: Db, actor: Actor, { id, version }: Grantable): Promise<boolean> {
  const onFailure = (error: unknown) => {
    throw error
  }
  const judging = { pack, keeper, actor, now, language: 'en' as const, onFailure }
  return (await happen(db, id, { event: 'grant', version, conditions: [] }, judging)).problem === undefined
}

async function grantable(db: Db, actor: Actor): Promise<Grantable[]> {
  const free: Grantable[] = []
  for (const one of await approved(db)) {
    if (free.length === grants) break
    await timed(db, actor, async (trx) => void ((await grant(trx, actor, one)) && free.push(one)))
  }
  return free
}

/** An assessment and the grant of a permit in one transaction, beside the insert of a works that nobody is told of. */
async function grantLine({ db, size, agencyIds }: Country, actor: Actor): Promise<Line> {
  const free = await grantable(db, actor)
  const next = random(5)
  const works = free.map(() => makeWorks(next, agencyIds, 'planned'))
  const doing = { pack, keeper: careless, event: 'create' }
  const [ours, bare]: [number[][], number[][]] = [[], []]
  for (let pass = 0; pass < passes; pass++) {
    const [own, other]: [number[], number[]] = [[], []]
    for (const [at, one] of free.entries()) {
      own.push(await timed(db, actor, (trx) => grant(trx, actor, one)))
      other.push(
        await timed(db, actor, (trx) => insertWorks(trx, works.slice(at, at + 1), { userId: null, at: now }, doing)),
      )
    }
    ours.push(own)
    bare.push(other)
  }
  const [granted, inserted] = [mean(quietest(ours)), mean(quietest(bare))]
  return {
    what: `assessment and grant (${free.length}); an insert without the register`,
    size,
    ours: milliseconds(granted),
    against: milliseconds(inserted),
    figure: granted / inserted,
    ...(size >= 1_000_000 ? { reach: { most: 10 } } : {}),
  }
}

/** Milliseconds of the queue's first page. */
async function pageTimes({ db }: Country, actor: Actor): Promise<number> {
  const times: number[][] = []
  for (let pass = 0; pass < passes; pass++) {
    const own: number[] = []
    for (let page = 0; page < pages / passes; page++)
      own.push(await timed(db, actor, (trx) => reviewQueue(trx, actor, { sort: 'due', limit: 50, after: null, now })))
    times.push(own)
  }
  return mean(quietest(times))
}

/** What time has to do, done at once. */
async function timeLine({ db, size, agencyIds }: Country): Promise<Line> {
  const due = await leaveUnanswered(db, agencyIds[0] as string)
  const start = performance.now()
  await deemSilence(db, { pack, keeper, now })
  const spent = performance.now() - start
  return {
    what: 'silence past its deadline written down; a minute for 10,000',
    size,
    ours: `${count(due)} in ${milliseconds(spent)}`,
    against: milliseconds((60_000 * due) / dueAnswers),
    figure: (spent * dueAnswers) / (due * 60_000),
    ...(due === dueAnswers ? { reach: { most: 1 } } : {}),
  }
}

/** From an application to its permit, on every size: a grant, the office's queue, what time does. */
export async function permitLines(countries: readonly Country[]): Promise<Line[]> {
  const lines: Line[] = []
  const firstPages: { size: number; spent: number }[] = []
  for (const country of countries) {
    const actor = await officer(country.db)
    await apply(country.db)
    lines.push(await grantLine(country, actor))
    firstPages.push({ size: country.size, spent: await pageTimes(country, actor) })
    lines.push(await timeLine(country))
  }
  const [smallest] = firstPages
  for (const { size, spent } of firstPages.slice(1))
    if (smallest)
      lines.push({
        what: `first page of the review queue; at ${count(smallest.size)}`,
        size,
        ours: milliseconds(spent),
        against: milliseconds(smallest.spent),
        figure: spent / smallest.spent,
        ...(size >= 1_000_000 && smallest.size <= 10_000 ? { reach: { most: 3 } } : {}),
      })
  return lines
}
