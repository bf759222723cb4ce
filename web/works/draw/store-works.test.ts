import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { NewWorks } from '../../../server/works/contract.ts'
import { isStoredOtherwise, storeWorks } from './store-works.ts'

const route = { type: 'LineString' as const, coordinates: [[50.1, 20.3], [50.2, 20.3]] as [number, number][] } // biome-ignore format: one line
const drawn: NewWorks & { id: string } = {
  id: 'w',
  title: 'Feeder',
  category: 'planned',
  utility: 'water',
  method: 'open_cut',
  trafficImpact: 'minor',
  closure: 'none',
  period: { start: '2027-01-10', end: '2027-01-29' },
  route,
  status: 'planned',
}

type Stored = Record<string, unknown> & { version: number }
let stored: Stored
let asked: { method: string; path: string; body: Record<string, unknown> }[]

/** A service that has the works already, and knows of it what was stored. */
beforeEach(() => {
  const { id, ...written } = drawn
  stored = {
    id,
    description: null,
    trenchWidthMetres: null,
    contractorId: null,
    externalReference: null,
    trenchDepthMetres: null,
    ...written,
    version: 1,
  }
  asked = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    const sent = JSON.parse(body ?? '{}') as Record<string, unknown>
    if (method !== 'GET') asked.push({ method, path, body: sent })
    const headers = { 'content-type': 'application/json' }
    if (path === '/api/works') {
      const problem = { type: '/problems/conflict', status: 409, errors: [{ path: 'id', message: 'taken' }] }
      return new Response(JSON.stringify(problem), { status: 409, headers })
    }
    if (path.endsWith('/events')) stored = { ...stored, status: 'planned', version: stored.version + 1 }
    else if (method !== 'GET') stored = { ...stored, ...sent, version: stored.version + 1 }
    return new Response(JSON.stringify(stored), { status: 200, headers })
  })
})
afterEach(() => vi.unstubAllGlobals())

const after = () => asked.slice(1).map(({ method, path }) => `${method} ${path}`)

it('takes what is stored just as it was drawn', async () => {
  expect(await storeWorks(drawn)).toMatchObject({ ok: true, value: { version: 1 } })
  expect(after()).toEqual([])
})

it('announces the plan where only the draft of it was stored', async () => {
  stored.status = 'draft'
  expect(await storeWorks(drawn)).toMatchObject({ ok: true, value: { status: 'planned' } })
  expect(asked.at(-1)).toMatchObject({ path: '/api/works/w/events', body: { event: 'plan', version: 1 } })
})

it('brings what nobody has touched up to date, with who is to dig', async () => {
  const answer = await storeWorks({ ...drawn, title: 'Feeder east', contractorId: 'c' })
  expect(answer).toMatchObject({ ok: true, value: { title: 'Feeder east', contractorId: 'c' } })
  expect(asked[1]).toMatchObject({ method: 'PATCH', body: { contractorId: 'c', version: 1 } })
})

it('takes the contractor away where nobody is named any more', async () => {
  stored.contractorId = 'c'
  expect(await storeWorks(drawn)).toMatchObject({ ok: true, value: { contractorId: null } })
})

it('writes over nothing that somebody has changed since, until that is said of the version that was seen', async () => {
  stored = { ...stored, title: 'Of a colleague', version: 3 }
  const answer = await storeWorks(drawn)
  expect(answer.ok ? null : isStoredOtherwise(answer.problem) && answer.problem.both.stored.title).toBe(
    'Of a colleague',
  )
  expect(after()).toEqual([])
  const older = await storeWorks(drawn, 2)
  expect(older.ok).toBe(false)
  expect(await storeWorks(drawn, 3)).toMatchObject({ ok: true, value: { title: 'Feeder' } })
})

it('makes no draft of what is announced: it says so, and stores nothing until the plan is asked for', async () => {
  const answer = await storeWorks({ ...drawn, title: 'Feeder east', status: 'draft' })
  expect(answer.ok ? null : isStoredOtherwise(answer.problem) && answer.problem.both.stored.status).toBe('planned')
  expect(after()).toEqual([])
  expect(await storeWorks({ ...drawn, title: 'Feeder east' }, 1)).toMatchObject({ ok: true, value: { status: 'planned' } }) // biome-ignore format: one line
})
