// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Status } from '../../server/works/contract.ts'
import { routed } from '../../testing/routed-page.tsx'
import { activateLanguage, withWorkbench } from '../i18n/language.tsx'
import { withPermits } from '../i18n/rooms.ts'
import { PermitCard } from './PermitCard.tsx'

const permit = {
  ...{ number: 'KSA-P-2026-0000001', worksId: 'w', valid: { start: '2026-11-20', end: '2026-12-20' } },
  ...{ conditions: [], issuedAt: '2026-11-19T06:00:00Z', extensions: 0, extensionDays: 0 },
}
let root: Root
let page: HTMLElement
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withPermits(withWorkbench(() => activateLanguage('en')))()
  page = document.createElement('div')
  root = createRoot(page)
})
afterEach(() => act(() => root.unmount()))

it.each([
  ['permitted', 2],
  ['suspended', 2],
  ['reinstated', 2],
  // there is no print of what nobody may dig by any more
  ['cancelled', 0],
  ['expired', 0],
] as const)('of %s works leads to %i prints', async (status, prints) => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const shown = await routed(client, <PermitCard permit={permit} status={status satisfies Status} />)
  await act(async () => root.render(shown))
  expect(page.querySelectorAll('a[href$=".pdf"]')).toHaveLength(prints)
})
