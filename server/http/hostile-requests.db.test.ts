import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { type Asker, askers, type City, foundCity } from '../../testing/fuzz/city.ts'
import { knownIn, pathsIn } from '../../testing/fuzz/known.ts'
import { asked, type Operation, operationsOf } from '../../testing/fuzz/operations.ts'
import { announce, planned } from '../../testing/fuzz/plan.ts'
import { Siege, shown } from '../../testing/fuzz/siege.ts'
import { spoilt } from '../../testing/fuzz/spoil.ts'
import { wired } from '../../testing/fuzz/wire.ts'

const db = databaseForTests()
const mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-siege-'))
let city: City
let siege: Siege
let operations: Operation[]

beforeEach(async () => {
  city = await foundCity(db(), mediaDir)
  operations = operationsOf(city.app)
  siege = new Siege(db(), city)
  await siege.begin()
})
afterEach(() => city?.app.close())
afterAll(() => rmSync(mediaDir, { recursive: true, force: true }))

function requests(operation: Operation, asker: Asker) {
  const known = knownIn(city, asker, operation.path)
  const params = pathsIn(city, asker)[operation.path]
  return asked(operation, { known, params, headers: city.headers[asker] })
}

/** The register is looked at after some of the writes that went through: all pairs of works take their time. */
const verifiedEvery = 10

/** So many tries that the least likely to go through goes through once. */
const leastMeant = 40
/**
 * There is no identity provider in the city, and nobody asks for a stream that has no end. Nor is there anything of rooms
 * whose things come about by many steps: their own tests take those. What is hostile is sent to all of them.
 */
const lacking = new RegExp(
  `^/api/(session/oidc|live$|cases|fees|payments|webhooks|contractor-bans|interest-calls|works-groups|meetings/|${[
    'visits|inspections|field|defects|samples?|sample-results|quality|quality-appeals|violations|clearances',
    'streets/\\{id\\}/pavement',
    'works/\\{id\\}/(amendments|extensions|progress|diversions|reinstatements|clearance|sample-plan|connections)',
    'notices/unsubscribe',
    'assets/\\{id\\}',
    'delegations/',
    'reports/(\\{number\\}/solution|follow/\\{token\\}/(verdict|rating))',
  ].join('|')})`,
)

describe('every operation of the description', () => {
  const hostile = planned(0.36)
  const meant = planned(0.16)

  it.each(askers)('answers whatever a %s sends', { timeout: hostile.timeout }, async (asker) => {
    const numRuns = Math.ceil(hostile.cases / askers.length / operations.length)
    announce(`hostile requests as ${asker}`, numRuns * operations.length)
    let stored = 0
    for (const [at, operation] of operations.entries()) {
      const cases = spoilt(requests(operation, asker)).map((wire) => shown({ wire }))
      const property = fc.asyncProperty(cases, async ({ wire }) => {
        const { status } = await siege.ask(wire)
        if (status < 300 && wire.method !== 'GET' && ++stored % verifiedEvery === 0) await siege.verify()
      })
      await fc.assert(
        property.afterEach(() => siege.restore()),
        { numRuns, seed: hostile.seed + at },
      )
    }
  })

  /** Else only the checks of the schema would have been tried. */
  it('lets through what is meant well', { timeout: meant.timeout }, async () => {
    const possible = operations.filter(({ path }) => !lacking.test(path))
    const numRuns = Math.max(leastMeant, Math.ceil(meant.cases / possible.length))
    announce('requests that are meant well', numRuns * possible.length)
    const shares: Record<string, number> = {}
    for (const [at, operation] of possible.entries()) {
      let through = 0
      const cases = requests(operation, 'admin').map((one) => shown({ wire: wired(one) }))
      const property = fc.asyncProperty(cases, async ({ wire }) => {
        const { status } = await siege.ask(wire)
        if (status < 400) through += 1
      })
      await fc.assert(
        property.afterEach(() => siege.restore()),
        { numRuns, seed: meant.seed + at },
      )
      shares[`${operation.method} ${operation.path}`] = through / numRuns
    }
    const all = Object.values(shares)
    const none = Object.keys(shares).filter((operation) => shares[operation] === 0)
    expect(none, none.join()).toEqual([])
    expect(all.reduce((sum, share) => sum + share, 0) / all.length).toBeGreaterThan(0.8)
  })
})
