import { describe, expect, it } from 'vitest'
import type { ChecklistItem } from '../../../server/inspections/checklists/contract.ts'
import { draftAgain, filesAgain } from './again.ts'
import { answered, begun, type InspectionDraft, othersPass, withItem, withReason } from './draft.ts'
import { isAway, type Lack, lacksOf, missingOf, nextOpen, offersStopWork, progressOf } from './rules.ts'
import { sentOf, timesOf } from './sent.ts'

const words = { ar: 'بند', en: 'Item' }
const item = (code: string, severity: 'high' | 'low'): ChecklistItem => ({
  code,
  severity,
  text: words,
  reasons: [
    { code: 'missing', text: words },
    { code: 'broken', text: words },
  ],
})
const signs = item('signs', 'high')
const board = item('board', 'low')
const items = [signs, board]
const checklist = { items }
const near = { metres: 12, allowedMetres: 50 }
const onPhone = new Map([['p1', new Blob()]])

const blank = begun({
  id: '1',
  worksId: '2',
  worksVersion: 3,
  visitId: null,
  kind: 'site_safety',
  checklistVersion: 1,
  startedAt: '2026-11-01T08:00:00.000Z',
  signedAs: 'فهد المطيري',
})
const here: InspectionDraft = { ...blank, standing: { place: [46.7, 24.7], accuracyMetres: 6 } }
const passed = othersPass(here, items)
const photo = { id: 'p1', item: 'signs', takenAt: '2026-11-01T08:05:00.000Z', place: null }
const place = { type: 'Point' as const, coordinates: [46.7, 24.7] as [number, number] }
const bare = answered(passed, signs, 'fail')
const failed: InspectionDraft = {
  ...withItem(bare, 'signs', {
    result: 'fail',
    severity: 'high',
    reasons: ['missing'],
    note: ' قرب المدرسة ',
    spot: { kind: 'point', place, accuracyMetres: 6 },
  }),
  photos: [photo],
}

describe('what one item lacks', () => {
  it.each<[string, InspectionDraft, Lack[]]>([
    ['is an answer', here, ['answer']],
    ['is nothing once it passed', passed, []],
    ['is nothing where it does not apply', answered(here, signs, 'not_applicable'), []],
    ['is all that a failure needs', bare, ['reason', 'photo', 'place']],
    ['is what is left of it', { ...bare, photos: [photo] }, ['reason', 'place']],
    ['is a photo of its own', { ...failed, photos: [{ ...photo, item: 'board' }] }, ['photo']],
    ['is nothing where all is there', failed, []],
  ])('%s', (_, draft, lacking) => expect(lacksOf(draft, signs)).toEqual(lacking))
})

describe('what is missing before a visit may be signed', () => {
  const whole = (lack: Lack) => [{ item: null, lack }]
  it.each([
    ['nothing', passed, near, []],
    [
      'answers, in their order',
      here,
      near,
      [
        { item: 'signs', lack: 'answer' },
        { item: 'board', lack: 'answer' },
      ],
    ],
    ['a name', { ...passed, signedAs: ' ف ' }, near, whole('name')],
    ['a reason from afar', passed, { ...near, metres: 51 }, whole('away')],
    ['nothing at the very distance', passed, { ...near, metres: 50 }, []],
    ['nothing where the reason is said', { ...passed, awayReason: 'الطريق مغلق' }, { ...near, metres: 900 }, []],
    [
      'where one stands, or why nobody knows',
      { ...passed, standing: null },
      { ...near, metres: null },
      whole('standing'),
    ],
    [
      'nothing of items where nothing could be inspected',
      { ...here, unable: { reason: 'no_access' as const } },
      near,
      [],
    ],
    ['why nothing could be inspected', { ...here, unable: { reason: null } }, near, whole('unable')],
    ['which other reason', { ...here, unable: { reason: 'other' as const } }, near, whole('note')],
    ['why the works must stop', { ...failed, stopWork: '' }, near, whole('stopWork')],
    ['nothing where they may not be stopped any more', { ...passed, stopWork: '' }, near, []],
    ['a photo whose file is gone', { ...failed, photos: [photo, { ...photo, id: 'p2' }] }, near, whole('photoFile')],
    ['one of an item that passed after all', { ...passed, photos: [{ ...photo, id: 'p2' }] }, near, whole('photoFile')],
  ])('%s', (_, draft, away, missing) => expect(missingOf(draft, checklist, { away, files: onPhone })).toEqual(missing))
})

describe('a stop of works', () => {
  it.each<[string, InspectionDraft, boolean]>([
    ['is offered for a grave failure', failed, true],
    ['not for a slight one', answered(passed, board, 'fail'), false],
    ['for one that the inspector calls grave', withItem(passed, 'board', failed.items.signs as never), true],
    ['not where nothing could be inspected', { ...failed, unable: { reason: 'unsafe' } }, false],
  ])('%s', (_, draft, offered) => expect(offersStopWork(draft)).toBe(offered))
})

describe('the way through the items', () => {
  it('counts those that are whole', () => expect(progressOf(bare, items)).toEqual({ done: 1, of: 2 }))
  it.each([
    [here, null, 'signs'],
    [here, 'signs', 'board'],
    [here, 'board', 'signs'],
    [bare, 'signs', 'signs'],
    [passed, null, null],
  ])('leads to the next that is not (%#)', (draft, from, next) => expect(nextOpen(draft, items, from)).toBe(next))
  it('passes the others and keeps answers', () => expect(othersPass(bare, items).items.signs?.result).toBe('fail'))
  it('keeps what was written of a failure', () =>
    expect(answered(answered(failed, signs, 'pass'), signs, 'fail').items.signs?.reasons).toEqual(['missing']))
  it('ticks a reason and takes it back', () => {
    const ticked = withReason(failed.items.signs as never, 'broken')
    expect(ticked.reasons).toEqual(['missing', 'broken'])
    expect(withReason(ticked, 'missing').reasons).toEqual(['broken'])
  })
})

it.each([
  [null, true],
  [50, false],
  [50.1, true],
])('%s metres from the works are away: %s', (metres, away) => expect(isAway({ metres, allowedMetres: 50 })).toBe(away))

describe('what is sent', () => {
  const codes = ['signs', 'board']
  const end = '2026-11-01T08:20:00.000Z'
  const of = (draft: InspectionDraft) => sentOf(draft, codes, near, end)

  it('is what was said', () =>
    expect(of({ ...failed, stopWork: ' خطر على المشاة ' })).toEqual({
      id: '1',
      worksId: '2',
      worksVersion: 3,
      kind: 'site_safety',
      checklistVersion: 1,
      startedAt: '2026-11-01T08:00:00.000Z',
      endedAt: end,
      place: { type: 'Point', coordinates: [46.7, 24.7] },
      accuracyMetres: 6,
      items: [
        {
          code: 'signs',
          result: 'fail',
          severity: 'high',
          reasons: ['missing'],
          note: 'قرب المدرسة',
          place,
          photos: ['p1'],
        },
        { code: 'board', result: 'pass', photos: [] },
      ],
      photos: [{ id: 'p1', item: 'signs', takenAt: '2026-11-01T08:05:00.000Z' }],
      stopWork: { reason: 'خطر على المشاة' },
      signature: { name: 'فهد المطيري' },
    }))

  it('leaves out what was taken back, and keeps its photo as one of the whole', () => {
    const sent = of({ ...answered(failed, signs, 'pass'), stopWork: 'خطر' })
    expect(sent.items[0]).toEqual({ code: 'signs', result: 'pass', photos: [] })
    expect(sent.photos[0]).toEqual({ id: 'p1', takenAt: photo.takenAt })
    expect(sent).not.toHaveProperty('stopWork')
  })

  it('has no items where nothing could be inspected', () => {
    const sent = of({ ...failed, unable: { reason: 'no_access' } })
    expect(sent.items).toEqual([])
    expect(sent.unable).toEqual({ reason: 'no_access' })
    expect(sent.photos).toHaveLength(1)
  })

  it('says why from afar only', () => {
    const said = { ...passed, awayReason: 'الطريق مغلق' }
    expect(of(said)).not.toHaveProperty('awayReason')
    expect(sentOf(said, codes, { metres: 80, allowedMetres: 50 }, end).awayReason).toBe('الطريق مغلق')
  })
})

it.each([
  ['08:00', '27T08:00', '27T09:00', '27T08:00', '27T09:00'],
  ['an hour ahead of the clock that was put back', '27T08:00', '27T07:00', '27T08:00', '27T08:00'],
  ['days ahead of the clock that was put right', '29T08:00', '27T07:00', '27T07:00', '27T07:00'],
])('a visit that began %s is sent as the service takes it', (_, started, now, startedAt, endedAt) => {
  const at = (time: string) => `2026-11-${time}:00.000Z`
  const times = timesOf({ startedAt: at(started) }, new Date(at(now)))
  expect(times).toEqual({ startedAt: at(startedAt), endedAt: at(endedAt) })
})

describe('a signed visit that was not taken', () => {
  const route = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.7, 24.703]] as [number, number][] } // biome-ignore format: one line
  const works = { route, footprint: { type: 'Polygon' as const, coordinates: [route.coordinates] } }
  const codes = ['signs', 'board']
  const end = '2026-11-01T08:20:00.000Z'

  it('is the draft that it was', () => {
    const sent = sentOf({ ...failed, stopWork: 'خطر على المشاة' }, codes, near, end)
    const again = draftAgain(sent, { works, checklist: { version: 1 } })
    expect(missingOf(again, checklist, { away: near, files: onPhone })).toEqual([])
    expect(sentOf(again, codes, near, end)).toEqual(sent)
  })

  it('goes by the checklist of now: what is new in it is asked', () => {
    const again = draftAgain(sentOf(failed, codes, near, end), { works, checklist: { version: 2 } })
    const grown = { items: [...items, item('lights', 'high')] }
    expect(again.checklistVersion).toBe(2)
    expect(missingOf(again, grown, { away: near, files: onPhone })).toEqual([{ item: 'lights', lack: 'answer' }])
  })

  it('has all its files: those in the outbox, and those that were added before the page was closed', () => {
    const [old, fresh] = [new Blob(['old']), new Blob(['fresh'])]
    expect([...filesAgain([{ id: 'p1', file: old }], new Map([['p2', fresh]]))]).toEqual([['p1', old], ['p2', fresh]]) // biome-ignore format: one line
    expect([...filesAgain([{ id: 'p1', file: old }]).keys()]).toEqual(['p1'])
  })

  it('has its stretch in metres again', () => {
    const stretch = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.7, 24.7009]] as [number, number][] } // biome-ignore format: one line
    const spot = { kind: 'stretch' as const, from: 0, to: 100.1, place: stretch }
    const sent = sentOf(withItem(failed, 'signs', { ...failed.items.signs, spot } as never), codes, near, end)
    expect(draftAgain(sent, { works, checklist: { version: 1 } }).items.signs?.spot).toEqual(spot)
  })
})
