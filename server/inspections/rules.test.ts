import { describe, expect, it } from 'vitest'
import type { NewInspection } from './contract.ts'
import { canStop, inspectionFaults, isAway, itemOf, movedSince, outcomeOf, photosOf, whyNotInspect } from './rules.ts'

const text = { ar: 'نص', en: 'Text' }
const reasons = [{ code: 'missing', text }]
const checklist = [
  { code: 'signs', severity: 'high' as const, text, reasons },
  { code: 'storage', severity: 'low' as const, text, reasons },
]
const id = '0192b9f0-0000-7000-8000-000000000001'
const pass = (code: string) => ({ code, result: 'pass' as const, photos: [] as string[] })
const failed = (code: string, more: object = {}) => ({
  code,
  result: 'fail' as const,
  reasons: ['missing'],
  place: { type: 'Point', coordinates: [46.7, 24.7] },
  photos: [id],
  ...more,
})
const noon = new Date('2026-11-24T12:00:00Z')
type Sent = Parameters<typeof inspectionFaults>[0]
const sent = (more: Partial<Sent> = {}): Sent => ({
  startedAt: '2026-11-24T06:00:00Z',
  endedAt: '2026-11-24T06:20:00Z',
  items: [pass('signs'), pass('storage')],
  photos: [],
  ...more,
})

describe('what was sent', () => {
  it.each<[string, Partial<Sent>, string[]]>([
    ['is whole', {}, []],
    ['failed whole', { items: [failed('signs'), pass('storage')], photos: [{ id }] }, []],
    ['photo named by the photo alone', { items: [failed('signs', { photos: [] }), pass('storage')], photos: [{ id, item: 'signs' }] }, []],
    ['no photo', { items: [failed('signs', { photos: [] }), pass('storage')] }, ['items/0/photos photo_missing']],
    ['photo not listed', { items: [failed('signs'), pass('storage')] }, ['items/0/photos/0 photo_unknown']],
    ['no place', { items: [failed('signs', { place: undefined }), pass('storage')], photos: [{ id }] }, ['items/0/place place_missing']],
    ['no reason', { items: [failed('signs', { reasons: [] }), pass('storage')], photos: [{ id }] }, ['items/0/reasons reason_missing']],
    ['a strange reason', { items: [failed('signs', { reasons: ['missing', 'odd'] }), pass('storage')], photos: [{ id }] }, ['items/0/reasons/1 reason_unknown']],
    ['a strange item', { items: [pass('signs'), pass('storage'), pass('odd')] }, ['items/2/code item_unknown']],
    ['an item twice', { items: [pass('signs'), pass('storage'), pass('signs')] }, ['items/2/code item_twice']],
    ['an item left out', { items: [pass('signs')] }, ['items/storage item_missing']],
    ['left out, being unable', { items: [], unable: { reason: 'no_access' } }, []],
    ['unable for another reason, untold', { items: [], unable: { reason: 'other' } }, ['note note_missing']],
    ['a photo twice', { photos: [{ id }, { id }] }, ['photos/1/id photo_twice']],
    ['a photo of no item', { photos: [{ id, item: 'odd' }] }, ['photos/0/item item_unknown']],
    ['a photo of another age', { photos: [{ id, takenAt: '1901-01-01T00:00:00Z' }] }, ['photos/0/takenAt out_of_range']],
    ['less than a day ahead', { endedAt: '2026-11-25T12:00:00Z' }, []],
    ['more than a day ahead', { endedAt: '2026-11-25T12:00:01Z' }, ['endedAt out_of_range']],
    ['backwards in time', { endedAt: '2026-11-24T05:59:59Z' }, ['endedAt ends_before_start']],
    ['of another age', { startedAt: '0001-01-01T00:00:00Z' }, ['startedAt out_of_range']],
    ['stopped for nothing', { stopWork: { reason: 'Danger' } }, ['stopWork stop_without_grave']],
    ['stopped for a small thing', { items: [pass('signs'), failed('storage')], photos: [{ id }], stopWork: { reason: 'Danger' } }, ['stopWork stop_without_grave']],
    ['stopped rightly', { items: [failed('signs'), pass('storage')], photos: [{ id }], stopWork: { reason: 'Danger' } }, []],
  ])('%s', (_what, more, faults) => {
    expect(inspectionFaults(sent(more), checklist, noon).map(({ path, code }) => `${path} ${code}`)).toEqual(faults)
  }) // biome-ignore format: a table
})

describe('what it comes to', () => {
  it.each<[string, Pick<NewInspection, 'items' | 'unable'>, string]>([
    ['all well', { items: [pass('signs'), pass('storage')] }, 'passed'],
    ['a small thing', { items: [pass('signs'), failed('storage')] }, 'failed_low'],
    ['a grave thing', { items: [failed('signs'), failed('storage')] }, 'failed_high'],
    ['a grave thing that the inspector found small', { items: [failed('signs', { severity: 'low' })] }, 'failed_low'],
    [
      'a small thing that the inspector found grave',
      { items: [failed('storage', { severity: 'high' })] },
      'failed_high',
    ],
    ['nothing seen', { items: [], unable: { reason: 'no_access' } }, 'unable'],
    ['failed as far as it was seen', { items: [failed('storage')], unable: { reason: 'unsafe' } }, 'failed_low'],
  ])('%s', (_what, given, outcome) => expect(outcomeOf(given, checklist)).toBe(outcome))
})

describe('photos and items', () => {
  it('find each other, whichever names the other', () => {
    expect(photosOf({ code: 'signs', photos: ['a'] }, [{ id: 'a' }, { id: 'b', item: 'signs' }, { id: 'c' }])).toEqual(['a', 'b']) // biome-ignore format: one line
    expect(itemOf({ id: 'a' }, [{ ...pass('signs'), photos: ['a'] }])).toBe('signs')
    expect(itemOf({ id: 'a', item: 'storage' }, [])).toBe('storage')
    expect(itemOf({ id: 'a' }, [pass('signs')])).toBeNull()
  })
})

describe('being away', () => {
  it.each([
    [0, false],
    [50, false],
    [50.1, true],
    [null, true],
  ])('%s m', (metres, away) => expect(isAway(metres, 50)).toBe(away))
})

describe('a stop of works', () => {
  it.each([
    ['permitted', true],
    ['in_progress', true],
    ['suspended', false],
    ['reinstated', false],
    ['in_guarantee', false],
    ['closed', false],
  ] as const)('%s', (status, may) => expect(canStop(status)).toBe(may))
})

describe('what works may be inspected for', () => {
  const dug = { start: '2026-11-20', end: null }
  it.each([
    ['site_safety', null, null, 'planned', 'no_permit'],
    ['backfill', null, null, 'planned', 'no_permit'],
    ['final', null, null, 'planned', 'no_permit'],
    ['guarantee', null, null, 'planned', 'no_permit'],
    ['investigation', null, null, 'planned', null],
    ['site_safety', 'KSA-P-1', null, 'permitted', null],
    // what ended before anybody dug has no site; an investigation is taken of it all the same
    ['site_safety', 'KSA-P-1', null, 'expired', 'over'],
    ['final', 'KSA-P-1', null, 'cancelled', 'over'],
    ['guarantee', 'KSA-P-1', null, 'expired', 'no_guarantee'],
    ['investigation', 'KSA-P-1', null, 'expired', null],
    ['site_safety', 'KSA-P-1', dug, 'cancelled', null],
    // an emergency is dug by its notice
    ['site_safety', null, dug, 'in_progress', null],
    ['final', null, dug, 'in_progress', null],
    // a guarantee begins with the acceptance
    ['guarantee', 'KSA-P-1', null, 'permitted', 'no_guarantee'],
    ['guarantee', 'KSA-P-1', dug, 'in_progress', 'no_guarantee'],
    ['guarantee', 'KSA-P-1', dug, 'reinstated', 'no_guarantee'],
    ['guarantee', 'KSA-P-1', dug, 'in_guarantee', null],
    ['guarantee', null, dug, 'in_guarantee', null],
    ['guarantee', 'KSA-P-1', dug, 'closed', null],
    // whoever is cleared answers for nothing there any more
    ['site_safety', 'KSA-P-1', dug, 'closed', 'cleared'],
    ['backfill', 'KSA-P-1', dug, 'closed', 'cleared'],
    ['final', null, dug, 'closed', 'cleared'],
    ['investigation', 'KSA-P-1', dug, 'closed', null],
  ] as const)('%s with permit %s, dug %j, %s', (kind, permitNumber, actualPeriod, status, why) =>
    expect(whyNotInspect(kind, { permitNumber, actualPeriod, status })).toBe(why),
  )
})

describe('a works that changed meanwhile', () => {
  const current = { route: 'C', period: { start: '2026-01-01', end: '2026-02-01' }, contractorId: null }
  it.each<[string, { before: object; after: object }[], object | null]>([
    ['not at all', [], null],
    ['its status alone', [{ before: { status: 'permitted' }, after: { status: 'in_progress' } }], null],
    ['its route', [{ before: { route: 'B' }, after: { route: 'C' } }], { yours: { route: 'B' }, theirs: { route: 'C' } }],
    ['its route twice', [{ before: { route: 'B' }, after: { route: 'C' } }, { before: { route: 'A' }, after: { route: 'B' } }], { yours: { route: 'A' }, theirs: { route: 'C' } }],
    ['there and back', [{ before: { route: 'B' }, after: { route: 'C' } }, { before: { route: 'C' }, after: { route: 'B' } }], null],
    ['its contractor', [{ before: { contractorId: 'x' }, after: { contractorId: null } }], { yours: { contractorId: 'x' }, theirs: { contractorId: null } }],
  ])('%s', (_what, history, moved) => {
    expect(movedSince(current, history as Parameters<typeof movedSince>[1])).toEqual(moved)
  }) // biome-ignore format: a table
})
