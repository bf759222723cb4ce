// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Review } from '../../server/permits/queue/contract.ts'
import { routed } from '../../testing/routed-page.tsx'
import { activateLanguage, withWorkbench } from '../i18n/language.tsx'
import { withPermits } from '../i18n/rooms.ts'
import { ReviewRow } from './ReviewRow.tsx'

const review = {
  works: {
    ...{ id: 'one', agencyId: 'water', title: 'Main', number: 'W-1', status: 'in_coordination', streetName: null },
    ...{ period: { start: '2027-01-10', end: '2027-01-29' }, lengthMetres: 100 },
  },
  ...{ receivedAt: '2026-11-23T06:00:00Z', dueAt: '2026-11-30T06:00:00Z', answersOpen: 0, objections: 0, blocking: 0 },
  ...{ unpaidSince: null, neighbours: [], kind: 'application' },
} as unknown as Review
let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withPermits(withWorkbench(() => activateLanguage('en')))()
  page = document.createElement('div')
  root = createRoot(page)
})
afterEach(() => act(() => root.unmount()))

it('says what stands between an application and other works, and of none that it is ready: its ground is not looked at here', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  client.setQueryData(['session'], { user: null })
  client.setQueryData(['agencies'], { items: [] })
  const row = (one: Review) => (
    <ReviewRow review={one} isSelected={false} isPicked={false} onPick={() => undefined} onOpen={() => undefined} />
  )
  const rows = (
    <>
      {row(review)}
      {row({ ...review, works: { ...review.works, id: 'two' }, blocking: 2 })}
      {row({ ...review, works: { ...review.works, id: 'three' }, kind: 'extension' })}
    </>
  )
  const shown = await routed(client, rows)
  await act(async () => root.render(shown))
  expect(page.querySelectorAll('[data-review=one] .flag')).toHaveLength(0)
  expect(page.querySelector('[data-review=three] .flag')?.textContent).toBe('Extension of a permit')
  expect(page.querySelector('[data-review=two] .flag')?.textContent).toContain('2 blocking conflicts with other works')
})
