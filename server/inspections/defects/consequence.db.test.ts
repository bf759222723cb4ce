import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addInspection } from '../../../testing/defects.ts'
import { clearWorks } from '../../../testing/handover.ts'
import { addOrganisation, now, rootOffice } from '../../../testing/service.ts'
import type { Actor } from '../../access/actor.ts'
import { keeper } from '../../permits/keeper.ts'
import { findWorks } from '../../works/read.ts'
import { currentChecklists } from '../checklists/store.ts'
import type { Following, Found } from '../consequences.ts'
import type { NewInspection } from '../contract.ts'
import { planVisits } from '../visits/plan.ts'
import { defectsFollow } from './consequence.ts'

const db = databaseForTests()
let works: string
let actor: Actor
type Items = NewInspection['items']

beforeEach(async () => {
  const agencyId = await addOrganisation(db(), 'WATER')
  const line = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
  works = await addWorks(db(), agencyId, line as never, 'in_progress')
  const office = await rootOffice(db())
  const id = '018f0000-0000-7000-8000-000000000009'
  const person = { name_ar: 'مفتش', name_en: 'Inspector', role: 'inspector', password_hash: 'x' }
  await db()('app_user').insert({ id, email: 'inspector@test', organisation_id: office, ...person })
  actor = { userId: id, keyId: null, role: 'inspector', isAdmin: false, agencyId: office, ground: 'everywhere', scopes: null } // biome-ignore format: one line
})

/** An inspection for site safety that found this, with what follows from it. */
async function inspect(items: Items, more: Partial<NewInspection> & { outcome?: Found['outcome'] } = {}) {
  const { outcome = 'failed_high', ...rest } = more
  const person = { inspectorId: actor.userId as string, agencyId: actor.agencyId as string }
  const { id, number } = await addInspection(db(), works, person)
  const sent = { id, worksId: works, kind: 'site_safety', items, ...rest } as NewInspection
  const checklist = (await currentChecklists(db())).find(({ kind }) => kind === 'site_safety')
  const found = { sent, number, outcome, checklist, works: await findWorks(db(), works, actor) } as Found
  const following = { pack, keeper, actor, now, language: 'en' } as Following
  expect(await defectsFollow(db(), found, following)).toEqual({ value: null })
  return { id, number, again: () => defectsFollow(db(), found, following) }
}
const pass = (code: string): Items[number] => ({ code, result: 'pass', photos: [] })
const fail = (code: string, reasons: string[] = ['missing'], place?: [number, number]): Items[number] => ({
  code,
  result: 'fail',
  reasons,
  note: 'Since yesterday.',
  photos: [],
  ...(place ? { place: { type: 'Point', coordinates: place } } : {}),
})
const unsettled = async () =>
  (await db()('defect').where({ works_id: works }).whereIn('state', ['open', 'mended'])).length
const stored = () => db()('defect').orderBy('number').select('item_code', 'state', 'severity', 'text_en', 'rejections')

describe('what follows from an inspection', () => {
  it('is one defect for each failed item, with its words and place, once', async () => {
    const first = await inspect([fail('signs', ['missing'], [46.701, 24.7]), pass('barriers'), fail('site_board')])
    expect(await stored()).toMatchObject([
      { item_code: 'signs', state: 'open', severity: 'high', text_en: 'Warning and direction signs: Sign missing' },
      { item_code: 'site_board', state: 'open', severity: 'low' },
    ])
    expect(await unsettled()).toBe(2)
    await db()('defect').update({ state: 'withdrawn', ended_at: now })
    await first.again()
    expect(await db()('defect').count('* as n')).toEqual([{ n: 2 }])
  })

  it('is the same defect found again where it stands already, and another one farther along the route', async () => {
    await inspect([fail('signs', ['missing'], [46.701, 24.7])])
    const { number } = await inspect([fail('signs', ['missing'], [46.70105, 24.7])])
    expect(await stored()).toMatchObject([{ state: 'open', rejections: 0 }])
    const lines = await db()('defect_history').where({ event: 'find_again' }).pluck('told')
    expect(lines).toMatchObject([{ inspection: number }])
    await inspect([fail('signs', ['missing'], [46.702, 24.7])])
    expect(await stored()).toHaveLength(2)
  })

  it('turns a mend down where the item fails again, and verifies it where it passes', async () => {
    await inspect([fail('signs'), fail('barriers')])
    await db()('defect').update({ state: 'mended', mended_at: now })
    await inspect([pass('signs'), fail('barriers')])
    expect(await stored()).toMatchObject([
      { item_code: 'signs', state: 'verified' },
      { item_code: 'barriers', state: 'open', rejections: 1 },
    ])
    expect(await unsettled()).toBe(1)
  })

  it('verifies the defect that its visit was made for, where all is in order', async () => {
    await inspect([fail('signs')])
    const [{ id }] = (await db()('defect').select('id')) as [{ id: string }]
    const visit = { worksId: works, kind: 'site_safety', cause: 'defect', defectId: id, dueOn: '2026-11-25' } as const
    const [visitId] = await planVisits(db(), [visit], { userId: null, now })
    await inspect([pass('barriers')], { visitId: visitId as string, outcome: 'passed' })
    expect(await stored()).toMatchObject([{ state: 'verified' }])
  })

  it('is nothing of works that are cleared: nobody is left who has to mend it', async () => {
    await clearWorks(db(), works, { userId: actor.userId as string, agencyId: actor.agencyId })
    await inspect([fail('signs')])
    expect(await stored()).toEqual([])
  })

  it('is nothing where nothing could be inspected', async () => {
    await inspect([], { outcome: 'unable' })
    expect(await stored()).toEqual([])
  })
})
