import { afterEach, expect, it, vi } from 'vitest'
import { write } from './api.ts'

const sent: string[] = []
afterEach(() => {
  vi.unstubAllGlobals()
  sent.length = 0
})

/** A network that gives these answers, one after the other: a status, or nothing at all. */
function network(...statuses: (number | 'lost')[]): void {
  vi.stubGlobal('fetch', async (_path: string, { headers }: { headers: Headers }) => {
    sent.push(headers.get('idempotency-key') ?? '')
    const status = statuses.shift()
    if (status === undefined || status === 'lost') throw new TypeError('network')
    return new Response(JSON.stringify({ type: status === 409 ? '/problems/in-flight' : '/problems/other', status }), {
      status,
      headers: { 'content-type': 'application/json' },
    })
  })
}

const fine = (reason = 'Signs are missing') => write('POST', '/api/violations', { reason })

it.each<[string, (number | 'lost')[]]>([
  ['was lost twice', ['lost', 'lost', 201]],
  ['never came through a proxy', [504, 201]],
  ['says that the same is just being done', [409, 201]],
])('sends the same key where an answer %s and somebody presses again', async (_what, statuses) => {
  network(...statuses)
  await fine()
  await fine()
  expect(sent).toHaveLength(statuses.length)
  expect(new Set(sent).size).toBe(1)
})

it.each<[string, number]>([
  ['was done', 201],
  ['was refused', 422],
])('sends another key for the same where it %s before', async (_what, status) => {
  network(status, 201)
  await fine()
  await fine()
  expect(new Set(sent).size).toBe(2)
})

it('sends another key for other words, and for another photo', async () => {
  network(504, 504, 504, 504, 504)
  await fine()
  await fine('Waste is left')
  for (const [name, at] of [
    ['a.jpg', 1],
    ['a.jpg', 2],
    ['a.jpg', 1],
  ] as const) {
    // biome-ignore format: one line
    const form = new FormData()
    form.set('photo', new File(['x'], name, { lastModified: at }))
    await write('POST', '/api/reports', form)
  }
  expect(new Set(sent).size).toBe(4)
  expect(sent[4]).toBe(sent[2])
})
