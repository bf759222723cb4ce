import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

it('runs so many at once, keeps so many waiting, and turns the rest away', async () => {
  const turns = new Turns({ atOnce: 1, waiting: 1 })
  const ends: (() => void)[] = []
  const work = () => new Promise<string>((done) => ends.push(() => done('done')))
  const first = turns.take(work)
  const second = turns.take(work)
  expect(await turns.take(work)).toBe('full')
  expect(ends).toHaveLength(1)
  ends[0]?.()
  expect(await first).toBe('done')
  await new Promise((soon) => setImmediate(soon))
  ends[1]?.()
  expect(await second).toBe('done')
  expect(await turns.take(async () => 'again')).toBe('again')
})
