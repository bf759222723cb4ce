import { afterEach, expect, it, vi } from 'vitest'
import { fetchedSheet } from './fetch-sheet.ts'

/** Twenty kilometres: around all of it lies more than the service gives at once. */
const footprint = { type: 'Polygon', coordinates: [[[46.7, 24.7], [46.9, 24.7], [46.9, 24.701], [46.7, 24.7]]] } // biome-ignore format: one line
const works = { id: 'w', number: 'KSA-E-2026-0000012', status: 'in_progress', footprint }
const area = { visits: [], works: [], checklists: [{ kind: 'final', version: 3, items: [] }], nearMetres: 50 }
const visit = { id: 'v', cause: 'stage', dueOn: '2026-11-25', note: null, works: { id: 'w' } }

/** A service that answers each path, and gives no area of more than some metres. */
function serviceWith(answers: Record<string, { status: number; body: object }>): void {
  vi.stubGlobal('fetch', async (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://service.test')
    const [west = 0, , east = 0] = (searchParams.get('bbox') ?? '').split(',').map(Number)
    const isSpot = pathname === '/api/field/area' && east - west < 0.001
    const { status, body } = isSpot ? { status: 200, body: area } : (answers[pathname] ?? { status: 409, body: { type: '/problems/refused', title: 'Too much', status: 409 } }) // biome-ignore format: one line
    return Response.json(body, { status })
  })
}
const ask = (asked: object = { visit: 'v' }) =>
  fetchedSheet({ works: 'w', kind: 'final', ...asked }, new AbortController().signal)
const gone = { type: '/problems/not-found', title: 'Not there', status: 404 }
const known = { '/api/works/w': { status: 200, body: works } }

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['one that is due', { status: 200, body: { ...visit, state: 'due' } }, { id: 'v', cause: 'stage', dueOn: '2026-11-25', note: null }],
  ['one that is over', { status: 200, body: { ...visit, state: 'dropped' } }, null],
  ['none that its inspector may see', { status: 404, body: gone }, null],
])('a works of kilometres is inspected for a visit: %s', async (_what, answer, shown) => {
  serviceWith({ ...known, '/api/visits/v': answer })
  const sheet = await ask()
  expect(sheet).toMatchObject({ works: { id: 'w', footprint }, checklist: { version: 3 }, nearMetres: 50 })
  expect(sheet.visit).toEqual(shown)
}) // biome-ignore format: a table

it('and without one asks for none', async () => {
  serviceWith(known)
  expect((await ask({})).visit).toBeNull()
})

it('fails where the visit cannot be asked for: the phone may know it', async () => {
  serviceWith({ ...known, '/api/visits/v': { status: 503, body: { ...gone, status: 503 } } })
  await expect(ask()).rejects.toMatchObject({ status: 503 })
})
