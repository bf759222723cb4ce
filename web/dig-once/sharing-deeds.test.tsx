// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import type { Cluster, Clusters, WorksGroup } from '../../server/dig-once/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { routed } from '../../testing/routed-page.tsx'
import { arSharing } from '../i18n/ar-sharing.ts'
import { activateLanguage, withWorkbench } from '../i18n/language.tsx'
import { withDigOnce } from '../i18n/rooms.ts'
import { CallDrawer } from './CallDrawer.tsx'
import { ClusterDrawer } from './ClusterDrawer.tsx'
import { GroupCard } from './GroupCard.tsx'
import { callQuery, callsOfWorksQuery, groupOfWorksQuery, worksChancesQuery } from './queries.ts'
import WorksSharing from './WorksSharing.tsx'

const works = (id: string, agencyId: string, more: object = {}) =>
  ({
    ...{ id, agencyId, title: `works ${id}`, number: id, category: 'planned', status: 'planned', streetName: null },
    ...{ period: { start: '2027-01-10', end: '2027-01-29' }, municipalityIds: ['west', 'east'] },
    ...more,
  }) as Works
const savings = { sharedMetres: 0, streetDays: 0, amounts: { metres: 0, streetDays: 0, mobilisation: 0 }, money: 0 }
const [lead, member] = [works('lead', 'water'), works('member', 'power', { municipalityIds: ['east'] })]
const cluster: Cluster = {
  ...{ id: 'lead', works: [lead, member], leadId: 'lead', groupId: null, joinings: [], savings, gapDays: 0 },
  ...{ suggested: { period: lead.period, shifts: [] }, stretches: [], callId: null },
}
const group = {
  ...{ id: 'group', leadId: 'lead', version: 1, currency: 'SAR', savings, dissolvedAt: null },
  members: [lead, member].map((one) => ({ works: one, leftAt: null, joining: null, countedFrom: null, dug: null })),
} as unknown as WorksGroup
const call = {
  ...{ id: 'call', agencyId: 'water', title: 'Share our trench', text: null, version: 1, leadId: null, proposed: [] },
  ...{ area: { type: 'Polygon', coordinates: [[[46.7, 24.7], [46.8, 24.7], [46.8, 24.8], [46.7, 24.7]]] }, period: lead.period }, // biome-ignore format: one line
  ...{ closesOn: '2026-12-08', state: 'open', municipalityIds: ['west'], askedIds: ['west-office'], answers: [] },
} as unknown as Call
const formula = { currency: 'SAR', windowDays: 365, leastMetres: 20, callDays: 14 } as Clusters['formula']

let root: Root
let page: HTMLElement
let client: QueryClient

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const media = () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })
  Object.defineProperty(window, 'matchMedia', { value: media, configurable: true })
  await withDigOnce(withWorkbench(() => activateLanguage('ar')))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, enabled: false } } })
  client.setQueryData(['agencies'], { items: [] })
  client.setQueryData(['municipalities'], { items: ['west', 'east'].map((id) => ({ id, agencyId: `${id}-office` })) })
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

async function show(user: object, shown: ReactNode): Promise<void> {
  client.setQueryData(['session'], { user: { everywhere: false, ...user } })
  const placed = await routed(client, shown)
  await act(async () => root.render(placed))
}
const offers = (message: keyof typeof arSharing) => page.textContent?.includes(arSharing[message])
const none = () => undefined

const water = { role: 'utility', agencyId: 'water' }
const west = { role: 'planner', agencyId: 'west-office' }
const east = { role: 'planner', agencyId: 'east-office' }
const rootOffice = { role: 'planner', agencyId: 'root', everywhere: true }

describe('taking linked works apart', () => {
  it.each([
    ['the office that decides on the lead', west, true],
    ['the root authority', rootOffice, true],
    ['an office that is merely touched', east, false],
    ['whose works it is', water, false],
  ])('is offered to %s or not, as the service has it', async (_who, user, may) => {
    await show(user, <GroupCard group={group} worksId="lead" />)
    expect(offers('group.dissolve')).toBe(may)
  })
})

describe('a chance', () => {
  it.each([
    ['the office that decides on the lead', west, 'digOnce.propose'],
    ['an office that is merely touched', east, null],
    ['whoever has works in it', water, 'digOnce.call'],
    ['an office that has works in it', { role: 'planner', agencyId: 'power' }, 'digOnce.call'],
    ['another agency', { role: 'utility', agencyId: 'gas' }, null],
  ] as const)('offers %s what they may do', async (_who, user, offered) => {
    await show(user, <ClusterDrawer cluster={cluster} formula={formula} onClose={none} />)
    for (const one of ['digOnce.propose', 'digOnce.call'] as const) expect(offers(one)).toBe(one === offered)
  })
})

describe('an answer to a call', () => {
  const ask = (user: object, asked: Call) => {
    client.setQueryData<Call>(callQuery('call').queryKey, asked)
    return show(user, <CallDrawer id="call" onClose={none} />)
  }

  it.each([
    ['an agency', { role: 'utility', agencyId: 'power' }, true],
    ['the office that is asked', west, true],
    ['whoever called', water, false],
    ['an inspector', { role: 'inspector', agencyId: 'west-office' }, false],
  ])('is offered to %s or not, as the service takes it', async (_who, user, may) => {
    await ask(user, call)
    expect(offers('call.answer')).toBe(may)
  })

  it('can be changed also where a works of it has begun: it is there to be taken out', async () => {
    const begun = works('begun', 'power', { status: 'in_progress' })
    client.setQueryData(['works', 'for-call', 'call', 'power'], { items: [member], nextCursor: null })
    const answers = [{ agencyId: 'power', isInterested: true, works: [begun], note: null, answeredAt: '2026-11-24T06:00:00Z' }] // biome-ignore format: one line
    await ask({ role: 'utility', agencyId: 'power' }, { ...call, answers })
    const boxes = [...page.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
    const named = (title: string) => boxes.find((box) => box.parentElement?.textContent?.includes(title))
    expect([named('works begun')?.checked, named('works member')?.checked]).toEqual([true, false])
    expect([offers('call.answeredWith'), offers('call.takeBegunOut')]).toEqual([true, true])
    act(() => named('works begun')?.click())
    expect(offers('call.takeBegunOut')).toBe(false)
  })
})

describe('the sheet of a works that meets nobody', () => {
  const known = (calls: Call[], isGroupKnown = true) => {
    client.setQueryData(worksChancesQuery('lead').queryKey, { items: [], formula } as unknown as Clusters)
    client.setQueryData(callsOfWorksQuery('lead').queryKey, { items: calls, nextCursor: null })
    if (isGroupKnown) client.setQueryData(groupOfWorksQuery('lead').queryKey, { group: null })
  }

  it.each([
    ['a call, where there is none', [], true, true],
    ['the call that its agency made, and no other', [call], true, false],
    ['a call beside that of another agency', [{ ...call, agencyId: 'west-office' }], true, true],
    ['no call while it is not known with whom it is linked', [], false, false],
  ])('offers %s', async (_what, calls, isGroupKnown, may) => {
    known(calls, isGroupKnown)
    await show(water, <WorksSharing works={lead} />)
    expect(offers('digOnce.call')).toBe(may)
    expect(page.textContent?.includes('Share our trench')).toBe(calls.length > 0)
  })
})
