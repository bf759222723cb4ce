import { describe, expect, it } from 'vitest'
import { askedOf, assessedOf, changeOf, inCategory, missingOf, newDraft, shifted, worksOf } from './draft.ts'
import { withDay } from './no-days.ts'

const route = {
  type: 'LineString' as const,
  coordinates: [[50.1, 20.3] as [number, number], [50.2, 20.3] as [number, number]],
}

describe('a new draft', () => {
  const draft = newDraft('2026-11-24', { id: 'a', code: 'demo-water' })

  it('lies two weeks ahead, in the trade of its agency', () => {
    expect(draft.period).toEqual({ start: '2026-12-08', end: '2026-12-26' })
    expect(draft.utility).toBe('water')
    expect(newDraft('2026-11-24', undefined).utility).toBe('other')
  })

  it.each([
    ['DEMO-ELEC', 'electricity'],
    ['DEMO-TEL2', 'telecom'],
    ['DEMO-COOL', 'cooling'],
    ['DEMO-ROADS', 'road'],
    ['DEMO-OWNER', 'other'],
  ])('reads the trade of %s from its code', (code, utility) => {
    expect(newDraft('2026-11-24', { id: 'a', code }).utility).toBe(utility)
  })

  it('moves whole', () => {
    expect(shifted(draft, -10).period).toEqual({ start: '2026-11-28', end: '2026-12-16' })
  })

  it.each([
    ['begins today where it is a danger', 'emergency', '2026-11-24', { start: '2026-11-24', end: '2026-12-12' }],
    ['also where its days were over', 'emergency', '2027-01-05', { start: '2027-01-05', end: '2027-01-23' }],
    ['stays where today is among them', 'emergency', '2026-12-26', draft.period],
    ['stays in any other category', 'connection', '2026-11-24', draft.period],
  ] as const)('%s', (_what, category, today, period) => {
    expect(inCategory(draft, category, today)).toEqual({ ...draft, category, period })
  })

  it('is not whole, asked about or saved while one of its days is none', () => {
    const say = (id: string, values?: object) => `${id} ${JSON.stringify(values ?? {})}`
    const wrong = { ...draft, title: 'Cable', noDays: { start: '31/02/2027' } }
    expect(missingOf(wrong, say)).toEqual(['draw.noDay {"field":"draw.start {}"}'])
    expect(askedOf(wrong, route)).toBeNull()
    const mended = withDay(wrong, 'start', '2027-02-28')
    expect(mended.period).toEqual({ start: '2027-02-28', end: '2027-02-28' })
    expect(missingOf(mended, say)).toEqual([])
    expect(askedOf(mended, route)?.period).toEqual(mended.period)
    expect(missingOf(shifted(wrong, 1), say)).toEqual([])
  })

  it('keeps one wrong day while the other is mended', () => {
    const wrong = { ...draft, noDays: { start: '31', end: '32' } }
    expect(withDay(wrong, 'end', '2027-01-01').noDays).toEqual({ start: '31', end: undefined })
  })

  it.each([
    ['0.8', 0.8],
    ['0,8', 0.8],
    ['0٫8', 0.8],
    ['٠٫٨', 0.8],
    ['', undefined],
    ['wide', undefined],
    ['101', undefined],
  ])('reads the trench width %s', (trenchWidth, expected) => {
    expect(assessedOf({ ...draft, trenchWidth }, route).trenchWidthMetres).toBe(expected)
  })

  it.each([
    ['', 0.8, 0.8],
    [' ', 0.8, 0.8],
    ['1.5', 0.8, 1.5],
    ['', undefined, undefined],
  ])('takes the usual width only where none is typed: %j, %s', (trenchWidth, usualWidth, expected) => {
    const typed = { ...draft, trenchWidth }
    expect(askedOf(typed, route, usualWidth)?.trenchWidthMetres).toBe(expected)
    const stored = worksOf(typed, { route, status: 'draft', byOffice: false, usualWidth })
    expect(stored.trenchWidthMetres).toBe(expected)
  })

  it.each([
    ['', undefined, null],
    ['١٫٥', 1.5, 1.5],
    ['deep', undefined, null],
    ['101', undefined, null],
  ])('takes the trench depth %j as it was typed, and none where it is none', (trenchDepth, stored, changed) => {
    const typed = { ...draft, trenchDepth }
    expect(worksOf(typed, { route, status: 'draft', byOffice: false }).trenchDepthMetres).toBe(stored)
    expect(changeOf(typed, { version: 1 }).trenchDepthMetres).toBe(changed)
    const lacks = trenchDepth === 'deep' || trenchDepth === '101' ? ['draw.noDepth'] : []
    expect(missingOf({ ...typed, title: 'Main renewal' }, (id) => id as never)).toEqual(lacks)
  })

  it.each([
    [' W-7 ', 'W-7', 'W-7'],
    [' ', undefined, null],
  ])('stores the agency’s own reference %j', (reference, stored, changed) => {
    expect(worksOf({ ...draft, reference }, { route, status: 'draft', byOffice: false }).externalReference).toBe(stored)
    expect(changeOf({ ...draft, reference }, { version: 1 }).externalReference).toBe(changed)
  })

  it('names the agency only where the office records for it', () => {
    expect(worksOf(draft, { route, status: 'planned', byOffice: false })).not.toHaveProperty('agencyId')
    expect(worksOf(draft, { route, status: 'draft', byOffice: true })).toMatchObject({ agencyId: 'a', status: 'draft' })
  })
})

describe('a change of a works', () => {
  const draft = { ...newDraft('2026-11-24', undefined), title: ' Main renewal ' }

  it('names the version it is written against, and leaves the route where none was drawn', () => {
    expect(changeOf(draft, { version: 4 })).toMatchObject({ version: 4, title: 'Main renewal', description: null })
    expect(changeOf(draft, { version: 4 })).not.toHaveProperty('route')
    expect(changeOf(draft, { version: 4 }, route)).toMatchObject({ version: 4, route })
  })
})

describe('a trench width', () => {
  const draft = { ...newDraft('2026-11-24', undefined), title: 'Main renewal' }
  it.each([
    ['1.2', []],
    ['١٫٢', []],
    ['', []],
    ['100', []],
    ['0', ['draw.noWidth']],
    ['150', ['draw.noWidth']],
    ['1.2 m', ['draw.noWidth']],
    ['wide', ['draw.noWidth']],
  ])('of "%s" lacks %j', (trenchWidth, lacks) =>
    expect(missingOf({ ...draft, trenchWidth }, (id) => id as never)).toEqual(lacks),
  )
})
