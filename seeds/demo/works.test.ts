import { beforeAll, expect, test } from 'vitest'
import { layStreets } from './streets.ts'
import { clash, planWorks, type Sketch } from './works.ts'
import { isLive } from './works-calendar.ts'
import { meets } from './works-meetings.ts'

let sketches: Sketch[]
beforeAll(() => {
  sketches = planWorks(layStreets().streets, '2026-03-15').sketches
})

const pairs = () => sketches.flatMap((one, i) => sketches.slice(0, i).map((other) => [one, other] as const))

test('60 to 120 pairs of live works meet in space and time, none of them long past', () => {
  const clashes = pairs().filter(([one, other]) => clash(one, other))
  expect(clashes.length).toBeGreaterThanOrEqual(60)
  expect(clashes.length).toBeLessThanOrEqual(120)
})

test('more pairs dig the same ground again within a year', () => {
  const repeats = pairs().filter(([one, other]) => {
    const gap = Math.max(one.span.start - other.span.end, other.span.start - one.span.end)
    return gap > 0 && gap <= 365 && isLive(one.status) && isLive(other.status) && meets(one.outline, other.outline)
  })
  expect(repeats.length).toBeGreaterThan(200)
})
