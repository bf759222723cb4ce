// @vitest-environment jsdom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pairKinds, severities } from '../../server/coordination/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'
import { readAddress } from '../address.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { type Pickable, PickingProvider, usePicking } from '../map/picking.tsx'
import { usePickConflicts } from './use-pick-conflicts.ts'

const a = '00000000-0000-7000-8000-000000000001'
const b = '00000000-0000-7000-8000-000000000002'
const properties = {
  a,
  b,
  kind: pairKinds.indexOf('proximity'),
  severity: severities.indexOf('warning'),
  from: dayNumber('2027-01-10'),
  to: dayNumber('2027-01-29'),
}

let root: Root
let isAsked: boolean
let pickable: Pickable

function Layer() {
  const { pickables } = usePicking()
  usePickConflicts(isAsked)
  return (
    <button type="button" onClick={() => ([{ current: pickable }] = [...pickables] as [{ current: Pickable }])}>
      look
    </button>
  )
}

async function show() {
  const routeTree = createRootRoute({ validateSearch: readAddress, component: Layer })
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/?view=map'] }) })
  await act(async () => {
    await router.load()
    root.render(
      <LanguageProvider>
        <PickingProvider>
          <RouterProvider router={router as never} />
        </PickingProvider>
      </LanguageProvider>,
    )
  })
  await act(async () => document.querySelector('button')?.click())
  return router
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(() => activateLanguage('en'))()
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

it('opens the conflict of a feature by the id that the register gives it', async () => {
  isAsked = true
  const router = await show()
  const pick = pickable.read({ properties } as never)
  expect(pick).toMatchObject({ label: 'Neighbouring sites', detail: 'Warning · 10 Jan – 29 Jan 2027' })
  await act(async () => pick?.choose(false))
  expect(router.state.location.search).toMatchObject({ sel: `${a}.${b}.proximity`, view: 'map' })
  expect(pickable.read({ properties: { ...properties, waived: 1 } } as never)?.detail).toContain('Waived by the office')
})

it('leaves the clicks of other pages to what these are about', async () => {
  isAsked = false
  await show()
  expect(pickable.layers).toEqual([])
})
