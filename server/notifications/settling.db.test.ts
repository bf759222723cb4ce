import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addMunicipality, addOrganisation, now, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { keepCases } from '../cases/file.ts'
import type { Meeting } from '../meeting/held/contract.ts'
import { revisionsOf } from '../meeting/held/rules.ts'
import type { Notices } from './contract.ts'
import { tellSettling } from './settling-told.ts'
import { spread } from './spread.ts'
import { forgetNotices } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, town] = [] as unknown as [SignedIn, SignedIn, SignedIn]
let meeting: Meeting
let item: number
let time = now

const route = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.702, 24.7]] as [number, number][] } // biome-ignore format: one line
const ground = { type: 'Polygon' as const, coordinates: [[[46.69, 24.69], [46.74, 24.69], [46.74, 24.74], [46.69, 24.74], [46.69, 24.69]]] as [number, number][][] } // biome-ignore format: one line

/** A meeting of today, with a case of water and power on its agenda. */
beforeEach(async () => {
  time = now
  ask = asking(await serviceOn(db(), { clock: () => time }))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  const townId = await addOrganisation(db(), 'TOWN', 'municipality')
  const municipality = await addMunicipality(db(), 'NORTH', townId, ground)
  town = await signedIn(ask.app, db(), 'planner', townId)
  const ids = [await addWorks(db(), water.agencyId as string, route, 'submitted'), await addWorks(db(), power.agencyId as string, route, 'submitted')] // biome-ignore format: one line
  await keepCases(db(), ids, pack, now)
  const call = { quarter: '2027-Q1', municipality, heldOn: '2026-11-24' }
  meeting = await ask.ok<Meeting>(town, 'POST', '/api/meetings', call)
  const found = meeting.pack.points.find(({ point }) => point === 'cases')?.groups[0]?.items[0]
  item = found?.number as number
})

let revision = 0
beforeEach(() => {
  revision = 0
})
const leave = async (settleBy: string, settler = water) => {
  const settle = { revision, outcome: 'to_settle', words: 'Other dates.', settlerId: settler.agencyId, settleBy }
  await ask.ok(town, 'PATCH', `/api/meetings/${meeting.id}/items/${item}`, settle)
  revision += 1
}
const remind = (day: string) => tellSettling(db(), { pack, now: new Date(`${day}T06:00:00Z`) })
const told = async () =>
  ((await db()('happening').where({ source: 'told' }).select('content')) as { content: { kind: string; to: object[]; about: object } }[]) // biome-ignore format: one line
    .map(({ content }) => content)
    .filter(({ kind }) => kind.startsWith('meeting_settle'))

describe('what a meeting has left to somebody', () => {
  it('is reminded of once some working days before its day, and once when that has passed', async () => {
    await leave('2026-12-13')
    // a Sunday: three working days before it is the Tuesday, with a weekend between
    expect(await remind('2026-12-07')).toBe(0)
    expect(await remind('2026-12-08')).toBe(1)
    for (const day of ['2026-12-08', '2026-12-10', '2026-12-13']) expect(await remind(day)).toBe(0)
    expect(await remind('2026-12-14')).toBe(1)
    for (const day of ['2026-12-14', '2027-03-01']) expect(await remind(day)).toBe(0)
    const to = [{ agencyId: water.agencyId }, { role: 'planner', municipalityId: meeting.municipalityIds[0] }]
    const about = { item, until: '2026-12-13', settler: { en: 'WATER' } }
    expect(await told()).toMatchObject([
      { kind: 'meeting_settle_due', to, about },
      { kind: 'meeting_settle_over', to, about },
    ])
    await spread(db(), { pack, now: time, mails: false })
    for (const by of [water, town]) {
      const { items } = await ask.ok<Notices>(by, 'GET', '/api/notices')
      const [over, due] = ['meeting_settle_over', 'meeting_settle_due'].map((kind) => items.filter((one) => one.kind === kind)) // biome-ignore format: one line
      expect([over?.length, due?.length]).toEqual([1, 1])
      expect(due?.[0]?.text).toContain(`item ${item} to WATER`)
    }
    expect((await ask.ok<Notices>(power, 'GET', '/api/notices')).items.filter(({ kind }) => kind.startsWith('meeting_settle'))).toEqual([]) // biome-ignore format: one line
  })

  it('is told by two at once no more often, nor again when what was told is forgotten', async () => {
    await leave('2026-12-13')
    const both = await Promise.all([remind('2026-12-14'), remind('2026-12-14')])
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(1)
    time = new Date('2026-12-14T07:00:00Z')
    await spread(db(), { pack, now: time, mails: false })
    const later = new Date(time.getTime() + (pack.notices.keepDays + 1) * 86_400_000)
    await forgetNotices(db(), { pack, now: later })
    expect(await told()).toEqual([])
    expect(await tellSettling(db(), { pack, now: later })).toBe(0)
  })

  it('is no news where it was left within those days, and is told anew of another day', async () => {
    await leave('2026-11-25')
    expect(await remind('2026-11-24')).toBe(0)
    await leave('2026-12-13', power)
    expect(await remind('2026-11-30')).toBe(0)
    expect(await remind('2026-12-10')).toBe(1)
    await leave('2026-12-20', power)
    expect(await remind('2026-12-17')).toBe(1)
  })

  it('is not reminded of once it is noted that it was settled, until that is taken back', async () => {
    await leave('2026-12-13')
    const settle = (turn: number, words: string | null) =>
      ask.ok(town, 'POST', `/api/meetings/${meeting.id}/items/${item}/settling`, { revision, turn, words })
    await settle(0, 'Water moved.')
    for (const day of ['2026-12-08', '2026-12-14']) expect(await remind(day)).toBe(0)
    await settle(1, null)
    expect(await remind('2026-12-14')).toBe(1)
  })

  it('is not reminded of where the meeting was cancelled, nor where its case has ended', async () => {
    await leave('2026-12-13')
    await db()('coordination_case').update({ state: 'settled', due_at: null, waits_for: [], ended_at: now, ended_by: 'agreed' }) // biome-ignore format: one line
    expect(await remind('2026-12-14')).toBe(0)
    await db()('coordination_case').update({ state: 'escalated', ended_at: null, ended_by: null, escalated_at: now })
    const ending = { version: meeting.version, revisions: revisionsOf({ minutes: [{ revision }] }), how: 'cancel', reason: 'By a slip.' } // biome-ignore format: one line
    await ask.ok(town, 'POST', `/api/meetings/${meeting.id}/ending`, ending)
    expect(await remind('2026-12-14')).toBe(0)
  })
})
