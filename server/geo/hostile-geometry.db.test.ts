import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { type City, foundCity } from '../../testing/fuzz/city.ts'
import { alwaysTried, hostileShapes } from '../../testing/fuzz/hostile-shapes.ts'
import { announce, planned } from '../../testing/fuzz/plan.ts'
import { soundAreas, soundLines } from '../../testing/fuzz/shapes.ts'
import { type Case, Siege, shown } from '../../testing/fuzz/siege.ts'
import { commitOf, ways } from '../../testing/fuzz/ways.ts'

const db = databaseForTests()
const mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-siege-'))
let city: City
let siege: Siege

beforeEach(async () => {
  city = await foundCity(db(), mediaDir)
  siege = new Siege(db(), city)
  await siege.begin()
})
afterEach(() => city?.app.close())
afterAll(() => rmSync(mediaDir, { recursive: true, force: true }))

/** What was stored stays for so many cases, so that shapes meet; then the register is looked at and all is taken back. */
const round = 25
const names = Object.keys(ways) as (keyof typeof ways)[]

describe('hostile geometry', () => {
  const plan = planned(0.38)

  it.each(names)('is answered by %s', { timeout: plan.timeout }, async (name) => {
    const numRuns = Math.ceil(plan.cases / names.length)
    announce(`hostile geometry by ${name}`, numRuns)
    const some = fc.oneof({ weight: 4, arbitrary: hostileShapes }, { weight: 1, arbitrary: soundLines }, soundAreas)
    const sent = (shape: unknown): Case => shown({ wire: ways[name](city, shape) })
    let asked = 0
    let through = 0
    const property = fc.asyncProperty(some.map(sent), async ({ wire }) => {
      const answer = await siege.ask(wire)
      if (answer.status < 300) through += 1
      const commit = commitOf(city, answer)
      if (commit) await siege.ask(commit)
      asked += 1
      if (asked % round === 0) await siege.verify()
      // a works that was changed has another version: it is taken back at once
      if (asked % round === 0 || name.startsWith('PATCH')) await siege.restore()
    })
    const examples = alwaysTried.map((shape): [Case] => [sent(shape)])
    await fc.assert(property, { numRuns, examples, seed: plan.seed })
    await siege.verify()
    expect(through).toBeGreaterThan(numRuns / 10)
  })
})
