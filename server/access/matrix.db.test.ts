import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import type { Example } from '../../testing/matrix/example.ts'
import { examples } from '../../testing/matrix/examples.ts'
import { makeWorld, type Person, places, type World } from '../../testing/matrix/world.ts'
import { serviceOn } from '../../testing/service.ts'
import { rows } from '../database/sql.ts'
import type { App } from '../http/app-types.ts'
import { mayDo } from './permissions.ts'
import { allows } from './policy.ts'

const db = databaseForTests()
let app: App
let world: World

beforeEach(async () => {
  for (const table of ['audit', 'audit_head', 'conflict', 'works']) await db()(table).delete()
  app = await serviceOn(db())
  world = await makeWorld(db(), app)
}, 60_000)

type Declared = App['declarations'][number]

/** What the policy says that this person hears. */
function expected({ permission }: Declared, { actor }: Person, example: Example): number {
  if (!mayDo(actor, permission)) return actor === null ? 401 : 403
  if (!example.deed || allows(actor, example.deed, example.facts ?? {})) return example.ok
  return example.refusal ?? (example.seen ? 403 : 404)
}

/** Asks, and takes back whatever it did, so that the next finds the same world. */
async function ask({ method }: Declared, { headers }: Person, { url, payload, form }: Example) {
  await rows(db(), 'savepoint before_request')
  const sent = form
    ? { payload: form.payload, headers: { ...headers, ...form.headers } }
    : { headers, ...(payload ? { payload } : {}) }
  const answer = await app.inject({ method: method as 'GET', url, ...sent })
  await rows(db(), 'rollback to savepoint before_request')
  return answer
}

describe('the matrix', () => {
  it('of every route, every role and whose the object is, is what the policy says', { timeout: 600_000 }, async () => {
    const wrong: string[] = []
    let asked = 0
    const declared = app.declarations.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
    for (const route of declared) {
      const makers = examples[`${route.method} ${route.url}`]
      if (!makers) wrong.push(`${route.method} ${route.url} has no example in testing/matrix`)
      for (const person of world.people)
        for (const place of places)
          for (const make of makers ?? []) {
            const example = make({ world, person, place, things: person.things[place] })
            const answer = await ask(route, person, example)
            asked += 1
            const status = expected(route, person, example)
            const told = `${route.method} ${example.url} as ${person.called}, ${place}`
            if (answer.statusCode !== status)
              wrong.push(`${told}: ${answer.statusCode}, not ${status} ${answer.body.slice(0, 300)}`)
            else if (status < 300 && example.check) example.check(answer.json() as never)
          }
    }
    expect(wrong).toEqual([])
    expect(Object.keys(examples).sort()).toEqual(declared.map(({ method, url }) => `${method} ${url}`).sort())
    process.stdout.write(
      `matrix: ${asked} requests, ${declared.length} routes, ${world.people.length} kinds of people\n`,
    )
    expect(asked).toBeGreaterThan(1500)
  })
})
