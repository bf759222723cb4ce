import type { Page } from 'playwright-core'
import { placeOf } from './ground.ts'

/** What the page's own session may ask of the service, as the page would. */
export async function asked<T>(page: Page, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
  const { status, value } = await page.evaluate(
    async ([how, where, sent]) => {
      const { csrfToken } = await (await fetch('/api/session')).json()
      const headers = { 'X-CSRF-Token': csrfToken, 'content-type': 'application/json' }
      const answer = await fetch(where, how === 'GET' ? {} : { method: how, headers, body: sent })
      return { status: answer.status, value: await answer.json() }
    },
    [method, path, JSON.stringify(body ?? {})] as const,
  )
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(value)}`)
  return value as T
}

const dayMilliseconds = 86_400_000

/** The city's day, and days after it. */
export async function dayFrom(page: Page, days: number): Promise<string> {
  const { today } = await asked<{ today: string }>(page, 'GET', '/api/ready')
  return new Date(Date.parse(today) + days * dayMilliseconds).toISOString().slice(0, 10)
}

interface Planned {
  id: string
  version: number
}

/** Plans a works on a line of its own in the desert: the same spot is the same ground. */
export function planWorks(
  page: Page,
  { title, spot, period }: { title: string; spot: number; period: { start: string; end: string } },
): Promise<Planned> {
  const [lng, lat] = placeOf(spot)
  const route = { type: 'LineString', coordinates: [[lng, lat], [lng + 0.0015, lat]] } // biome-ignore format: one line
  const given = { title, route, period, category: 'planned', utility: 'electricity', status: 'planned' }
  return asked<Planned>(page, 'POST', '/api/works', given)
}

/** The office records that the fee of an approved works has reached it. */
export async function payFee(page: Page, worksId: string): Promise<void> {
  const { fees } = await asked<{ fees: { id: string; state: string }[] }>(
    page,
    'GET',
    `/api/works/${worksId}/procedure`,
  )
  const due = fees.find(({ state }) => state === 'due')
  await asked(page, 'POST', `/api/fees/${due?.id}/settlement`, {
    reference: `WALK-${due?.id}`,
    reason: 'By bank transfer',
  })
}
