// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Procedure } from '../../server/permits/contract.ts'
import { routed } from '../../testing/routed-page.tsx'
import { activateLanguage, withWorkbench } from '../i18n/language.tsx'
import { withPermits } from '../i18n/rooms.ts'
import { Consultations } from './Consultations.tsx'

const asked = {
  ...{ id: 'one', worksId: 'w', agencyId: 'power', round: 2, grounds: ['works_nearby'], isExtended: false },
  ...{ askedAt: '2026-11-24T06:00:00Z', dueAt: '2999-11-26T13:30:00Z', silenceApproves: true, isDeemed: false },
  ...{
    answer: null,
    conditions: null,
    reason: null,
    answeredAt: null,
    answeredBy: null,
    delegateId: null,
    overruled: null,
  },
} as Procedure['consultations'][number]
const objecting = { ...asked, answer: 'object', reason: 'Too near.', answeredAt: asked.askedAt } as const

let root: Root
let page: HTMLElement
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withPermits(withWorkbench(() => activateLanguage('en')))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(async () => {
  await act(() => root.unmount())
  page.remove()
})

async function show(more: Partial<Procedure>) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  client.setQueryData(['session'], { user: { agencyId: 'power', role: 'utility' } })
  client.setQueryData(['agencies'], { items: [] })
  const procedure = {
    version: 3,
    may: { answer: false, answerFor: [], decide: false, pay: false },
    ...more,
  } as Procedure
  const shown = await routed(client, <Consultations procedure={procedure} />)
  await act(async () => root.render(shown))
}
const buttons = () => [...page.querySelectorAll('button')].map((button) => button.textContent)

it('takes answers for as long as its round runs, of an application or of what is proposed for a permit', async () => {
  const may = { answer: true, answerFor: [], decide: false, pay: false }
  await show({ consultations: [asked], consulting: { round: 2, isRunning: true }, may })
  expect(page.querySelectorAll('.answer-form input[type=radio]')).toHaveLength(3)
  expect(buttons()).toEqual(['Send the answer', 'Extend the deadline'])
  await show({ consultations: [asked], consulting: { round: 2, isRunning: false }, may })
  expect(page.querySelector('.answer-form')).toBeNull()
})

it('lets the office decide against an objection of the round that counts, and of no earlier one', async () => {
  const may = { answer: false, answerFor: [], decide: true, pay: false }
  await show({ consultations: [objecting], consulting: { round: 2, isRunning: true }, may })
  expect(buttons()).toEqual(['Overrule the objection'])
  // it was submitted again, and nobody is to be asked
  await show({ consultations: [objecting], consulting: { round: 3, isRunning: true }, may })
  expect(buttons()).toEqual([])
  expect(page.querySelector('details')?.textContent).toContain('Too near.')
  expect(page.textContent).toContain('No agency')
})
