import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { announce, planned } from '../../testing/fuzz/plan.ts'
import {
  at,
  type Drawn,
  here,
  placesWithin,
  ringAround,
  soundAreasAround,
  soundLinesFrom,
} from '../../testing/fuzz/shapes.ts'
import { addOrganisation, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { rows } from '../database/sql.ts'
import type { App } from '../http/app-types.ts'
import { addDays } from '../time/rules.ts'
import { categories, closures, trafficImpacts } from '../works/contract.ts'
import type { Assessment, Finding } from './contract.ts'

const db = databaseForTests()
let app: App
let water: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  await rows(db(), 'savepoint apart')
})

const periods = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map(([start, days]) => ({ start: addDays('2027-01-10', start), end: addDays('2027-01-10', start + days) }))
/** So near to each other, in space and time, that most of them meet. */
const closeTogether = placesWithin(80)
const drafts = fc.record(
  {
    category: fc.constantFrom(...categories),
    route: fc.oneof(soundLinesFrom(closeTogether), soundAreasAround(closeTogether)),
    period: periods,
    trafficImpact: fc.constantFrom(...trafficImpacts),
  },
  { noNullPrototype: true },
)
/** What of the road they close, and where they lead its traffic: as near. */
const traffic = fc.record(
  {
    closure: fc.constantFrom(...closures),
    diversions: fc.array(fc.record({ line: soundLinesFrom(closeTogether) }, { noNullPrototype: true }), {
      maxLength: 2,
    }),
  },
  { noNullPrototype: true },
)
type Draft = { category: string; route: Drawn; period: { start: string; end: string }; trafficImpact: string }

async function post<T>(url: string, payload: object): Promise<T> {
  const answer = await app.inject({ method: 'POST', url, headers: water.headers, payload })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.json()
}

/** What a draft finds against another that is stored; nothing is stored afterwards. */
async function met(draft: Draft, other: Draft): Promise<Finding[]> {
  await post('/api/works', { ...other, title: 'Main renewal', utility: 'water', status: 'planned' })
  const { findings, complete } = await post<Assessment>('/api/assessments', draft)
  await rows(db(), 'rollback to savepoint apart')
  expect(complete).toBe(true)
  return findings.filter((finding) => finding.other.type === 'works')
}

/** What of a finding must be the same from both sides. */
function told({ kind, severity, ruleId, overlapSquareMetres, distanceMetres, sharedDays, gapDays }: Finding) {
  return { kind, severity, ruleId, overlapSquareMetres, distanceMetres, sharedDays, gapDays }
}

/** A place's diamond or a line through it, so many metres to its west and east; both end on its own latitude. */
function reaching([kind, east, metres]: readonly ['area' | 'line', number, number]): Drawn {
  const place = at(here, east, 0)
  return kind === 'area'
    ? { type: 'Polygon', coordinates: [ringAround(place, Array(4).fill(metres))] }
    : { type: 'LineString', coordinates: [at(place, -metres, 0), at(place, metres, 0)] }
}

describe('two works', () => {
  const { cases: numRuns, seed, timeout } = planned(0.015)

  it('find the same of each other, whichever came first', { timeout }, async () => {
    announce('two works', numRuns)
    let found = 0
    let crossed = 0
    const withTraffic = fc.tuple(drafts, traffic).map(([draft, more]) => ({ ...draft, ...more }))
    const property = fc.asyncProperty(withTraffic, withTraffic, async (one, two) => {
      const [there, back] = [await met(one, two), await met(two, one)]
      found += there.length
      crossed += there.filter(({ kind }) => kind === 'diversion').length
      expect(there.length).toBe(back.length)
      const byKind = (a: Finding, b: Finding) => a.kind.localeCompare(b.kind)
      const backs = back.toSorted(byKind).map(told)
      for (const [i, finding] of there.toSorted(byKind).map(told).entries()) {
        const { overlapSquareMetres, distanceMetres, ...same } = finding
        expect(backs[i]).toMatchObject(same)
        expect(backs[i]?.overlapSquareMetres).toBeCloseTo(overlapSquareMetres, 1)
        expect(backs[i]?.distanceMetres).toBeCloseTo(distanceMetres, 1)
      }
    })
    await fc.assert(property, { numRuns, seed })
    expect(found).toBeGreaterThan(numRuns / 10)
    expect(crossed).toBeGreaterThan(numRuns / 20)
  })

  it('that move apart find no more of each other', { timeout }, async () => {
    announce('moving apart', numRuns)
    let found = 0
    const cases = fc.record({
      one: drafts,
      two: drafts,
      kinds: fc.tuple(fc.constantFrom('area', 'line'), fc.constantFrom('area', 'line')),
      metres: fc.tuple(fc.integer({ min: 20, max: 90 }), fc.integer({ min: 20, max: 90 })),
      gap: fc.integer({ min: -20, max: 20 }),
      more: fc.integer({ min: 1, max: 60 }),
    })
    const property = fc.asyncProperty(cases, async ({ one, two, kinds, metres, gap, more }) => {
      const from = { ...two, route: reaching([kinds[1], 0, metres[1]]) }
      const beside = (away: number) => ({
        ...one,
        route: reaching([kinds[0], metres[1] + metres[0] + away, metres[0]]),
      })
      const [near, far] = [await met(beside(gap), from), await met(beside(gap + more), from)]
      found += near.length
      const before = near.map(({ kind }) => kind)
      // what overlapped may be near now: the same two, and no worse
      expect(
        far.filter(({ kind }) => !before.includes(kind) && !(kind === 'proximity' && before.includes('clash'))),
      ).toEqual([])
      expect(far.length).toBeLessThanOrEqual(near.length)
    })
    await fc.assert(property, { numRuns, seed })
    expect(found).toBeGreaterThan(numRuns / 10)
  })
})
