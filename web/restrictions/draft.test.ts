import { describe, expect, it } from 'vitest'
import type { ListedConstraint } from '../../server/coordination/contract.ts'
import type { ListedProtection } from '../../server/streets/contract.ts'
import {
  constraintDraftOf,
  constraintOf,
  isNamed,
  outlasts,
  protectionDraftOf,
  protectionOf,
  readMonths,
  verticesOf,
} from './draft.ts'

const area = { type: 'Polygon' as const, coordinates: [[[46.7, 24.7], [46.8, 24.7], [46.8, 24.8], [46.7, 24.7]]] as [number, number][][] } // biome-ignore format: one line
const festival: ListedConstraint = {
  id: 'c',
  kind: 'season',
  name: { ar: 'موسم', en: 'Season' },
  period: { start: '2026-12-01', end: '2026-12-31' },
  severity: 'blocking',
  note: 'Agreed.',
  area,
  version: 3,
  mayChange: true,
}
const street: ListedProtection = {
  id: 's',
  streetId: 'street',
  name: { ar: 'شارع', en: 'Street' },
  resurfacedOn: '2026-01-31',
  holdUntil: '2026-02-28',
  protectedUntil: '2031-01-31',
  reason: null,
  ground: area,
  version: 1,
  mayChange: true,
}

describe('a constraint area as it is written', () => {
  it('is, unchanged, what it was', () => {
    const { kind, name, period, severity, note } = festival
    expect(constraintOf(constraintDraftOf(festival, '2026-11-24'), area)).toEqual({ kind, name, period, severity, note, area }) // biome-ignore format: one line
    const always = constraintDraftOf({ ...festival, period: null, note: null }, '2026-11-24')
    expect(constraintOf(always, area)).toEqual({ kind, name, period: null, severity, area })
  })

  it('has no severity where it is a central zone', () => {
    const zone = { ...constraintDraftOf(festival, '2026-11-24'), kind: 'central_zone' as const }
    expect(constraintOf(zone, area)).toMatchObject({ kind: 'central_zone', severity: 'info' })
  })

  it.each([
    ['both names', { en: ' ' }, area],
    ['its ground', {}, null],
    ['days in order', { end: '2026-11-30' }, area],
  ])('wants %s', (_what, more, ground) =>
    expect(constraintOf({ ...constraintDraftOf(festival, '2026-11-24'), ...more }, ground)).toBeNull(),
  )
})

describe('a protection as it is written', () => {
  it('leaves to the rule pack what is not typed', () => {
    const draft = { ...protectionDraftOf(null, '2026-11-24'), streetId: 'street' }
    expect(protectionOf(draft, null, null)).toEqual({ streetId: 'street', resurfacedOn: '2026-11-24' })
    expect(protectionOf({ ...draft, holdMonths: '١٨' }, null, null)).toMatchObject({ holdUntil: '2028-05-24' })
  })

  it('is, unchanged, what it was, also where its hold is no whole month', () => {
    const same = (one: ListedProtection) => protectionOf(protectionDraftOf(one, '2026-11-24'), null, one)
    const dates = { resurfacedOn: '2026-01-31', protectedUntil: '2031-01-31', streetId: 'street' }
    expect(same(street)).toEqual({ ...dates, holdUntil: '2026-02-28' })
    expect(same({ ...street, holdUntil: '2026-03-04' })).toEqual({ ...dates, holdUntil: '2026-03-04' })
  })

  it('is not sent with months of no digging that go on after its last day', () => {
    const near = {
      ...protectionDraftOf(street, '2026-11-24'),
      resurfacedOn: '2026-11-24',
      protectedUntil: '2026-12-24',
    }
    expect([outlasts({ ...near, holdMonths: '2' }), protectionOf({ ...near, holdMonths: '2' }, null, street)]).toEqual([true, null]) // biome-ignore format: one line
    for (const holdMonths of ['1', '', 'x']) expect(outlasts({ ...near, holdMonths })).toBe(false)
    // what is not typed follows the rule pack, as far as the protection goes
    expect(protectionOf({ ...near, holdMonths: '' }, null, street)).not.toHaveProperty('holdUntil')
  })

  it.each([
    ['a street', { streetId: null }],
    ['names for an area', { of: 'area' as const, en: '' }],
    ['months that are some', { holdMonths: '1.5' }],
    ['a last day after the first', { protectedUntil: '2026-01-30' }],
  ])('wants %s', (_what, more) =>
    expect(protectionOf({ ...protectionDraftOf(street, '2026-11-24'), ...more }, area, street)).toBeNull(),
  )
})

it.each([
  ['', undefined],
  ['0', 0],
  ['٦', 6],
  ['240', 240],
  ['241', null],
  ['-1', null],
  ['half', null],
])('reads %s as %s months', (text, months) => expect(readMonths(text)).toBe(months))

it.each([
  ['احياء', true],
  ['أحياء ', true],
  ['OLD quarters', true],
  ['', true],
  ['market', false],
])('finds a name by %s: %s', (words, expected) =>
  expect(isNamed({ name: { ar: 'أحياء قديمة', en: 'Old quarters' } }, words)).toBe(expected),
)

it('draws further only what has one ring', () => {
  expect(verticesOf(area)).toHaveLength(3)
  expect(verticesOf({ type: 'Polygon', coordinates: [...area.coordinates, ...area.coordinates] })).toBeNull()
  expect(verticesOf({ type: 'MultiPolygon', coordinates: [area.coordinates] })).toBeNull()
  expect(verticesOf(null)).toBeNull()
})
