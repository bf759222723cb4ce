import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { Position } from '../../server/geo/contract.ts'
import type { Outcome } from '../../server/http/problem.ts'
import { enterResult } from '../../server/inspections/laboratory/results.ts'
import { leastOf, samplesDue } from '../../server/inspections/laboratory/rules.ts'
import { takeSample } from '../../server/inspections/laboratory/take.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { dayAt } from '../../server/time/rules.ts'
import type { Method } from '../../server/works/contract.ts'
import { storeEarlier } from './earlier-samples.ts'
import type { DemoCity } from './types.ts'

interface Storing {
  pack: RulePack
  now: Date
}

const millisecondsOfDay = 86_400_000

/** What becomes of the samples of the works below, in turn: a result so far from its threshold, or none so many days later. */
const becoming = [
  { beyond: 2.4, days: 9 },
  { beyond: 1.1, days: 9 },
  { beyond: -3.2, days: 9, mended: true },
  { beyond: 0, days: 9 },
  { beyond: 3, days: 8 },
  { beyond: -2.5, days: 6 },
  { days: 2 },
  { days: 12 },
] as const

interface WorksRow {
  id: string
  length_metres: number
  area_square_metres: number
  method: Method
  road_class: string | null
  spots: Position[]
}

const found = `
  select w.id, w.length_metres, w.area_square_metres, w.method, w.road_class,
         (select jsonb_agg(jsonb_build_array(round(ST_X(p.spot)::numeric, 7), round(ST_Y(p.spot)::numeric, 7)) order by p.share)
          from (
            select f.share, ST_LineInterpolatePoint(w.route, f.share) as spot
            from (values (0.15), (0.35), (0.55), (0.75), (0.9)) f (share)
          ) p) as spots
  from works w
  where w.status in ('in_progress','reinstated','in_guarantee') and w.method = 'open_cut' and ST_GeometryType(w.route) = 'ST_LineString'
    and w.contractor_id = any (cast(:contractors as uuid[])) and lower(coalesce(w.actual_period, w.period)) < cast(:day as date)
  order by w.status = 'in_guarantee', w.number limit :most`

/** So many works have samples. */
const most = 8

/** Samples of the demo city's laboratory: passed, failed, failed and taken again, waiting and late. */
export async function storeSamples(db: Db, { agencies, users }: DemoCity, { pack, now }: Storing): Promise<void> {
  const user = users.find(({ email }) => email === 'laboratory@demo')
  const agencyId = agencies.find(({ kind }) => kind === 'laboratory')?.id
  if (!user || !agencyId) throw new Error('the demo city has no laboratory')
  const actor: Actor = {
    userId: user.id,
    keyId: null,
    role: 'consultant',
    isAdmin: false,
    agencyId,
    ground: [],
    scopes: null,
  }
  const contractors = agencies.filter(({ kind }) => kind === 'contractor').map(({ id }) => id)
  const day = dayAt(new Date(now.getTime() - 14 * millisecondsOfDay), pack.zone)
  const works = await rows<WorksRow>(db, found, { contractors, day, most })
  let place = 0
  for (const one of works) place = await storeOf(db, one, { place, actor, pack, now })
  await storeEarlier(db, actor, { pack, now })
}

interface Standing extends Storing {
  place: number
  actor: Actor
}

/** Some of what a works owes. Gives where the next one's begin. */
async function storeOf(db: Db, works: WorksRow, { place, ...standing }: Standing): Promise<number> {
  const measured = {
    lengthMetres: works.length_metres,
    areaSquareMetres: works.area_square_metres,
    method: works.method,
  }
  const tests = samplesDue(measured, standing.pack.inspections.laboratory).slice(0, 4)
  for (const { kind, layer, test } of tests) {
    const becomes = becoming[place % becoming.length] as (typeof becoming)[number]
    const taken = { worksId: works.id, kind, layer, spot: works.spots[place % works.spots.length] as Position }
    const least = leastOf(test, works.road_class)
    const id = await take(db, { ...taken, seal: seal(place), days: becomes.days }, standing)
    place += 1
    if (!('beyond' in becomes)) continue
    await enter(db, id, { value: least + becomes.beyond, days: becomes.days - 3, place }, standing)
    if (!('mended' in becomes)) continue
    const again = await take(db, { ...taken, seal: seal(place), days: 4, retestOf: id }, standing)
    await enter(db, again, { value: least + 1.5, days: 1, place }, standing)
    place += 1
  }
  return place
}

const seal = (place: number) => `DEMO-${String(4100 + place)}`

function done<T>(outcome: Outcome<T>): T {
  if (outcome.problem)
    throw new Error(`samples of the demo city: ${outcome.problem.name} ${outcome.problem.errors?.[0]?.path ?? ''}`)
  return outcome.value
}

interface Taken {
  worksId: string
  kind: Parameters<typeof takeSample>[1]['kind']
  layer: Parameters<typeof takeSample>[1]['layer']
  spot: Position
  seal: string
  days: number
  retestOf?: string
}

async function take(
  db: Db,
  { spot, days, ...given }: Taken,
  { actor, pack, now }: Omit<Standing, 'place'>,
): Promise<string> {
  const at = new Date(now.getTime() - days * millisecondsOfDay)
  const sample = {
    ...given,
    place: { type: 'Point', coordinates: spot } as const,
    takenAt: at.toISOString(),
    takenBy: 'فني مختبر تجريبي',
  }
  return done(await takeSample(db, sample, { actor, pack, now: at })).id
}

async function enter(
  db: Db,
  id: string,
  { value, days, place }: { value: number; days: number; place: number },
  { actor, pack, now }: Omit<Standing, 'place'>,
): Promise<void> {
  const at = new Date(now.getTime() - days * millisecondsOfDay)
  const result = {
    value: Math.round(value * 10) / 10,
    testedOn: dayAt(at, pack.zone),
    certificate: `DEMO-R-${2000 + place}`,
  }
  done(await enterResult(db, id, result, { actor, pack, now: at }))
}
