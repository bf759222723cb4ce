import { describe, expect, it } from 'vitest'
import type { LastAnswer, NewInspection, OutboxEntry } from '../offline/contract.ts'
import {
  afterDeed,
  conflictOf,
  heldUntil,
  inReadingOrder,
  judge,
  lastDeed,
  leaseMilliseconds,
  mayTake,
  nextEntry,
  nextMoment,
  patience,
  sendingsOf,
  sentAnyway,
} from './rules.ts'

const noon = new Date('2026-11-26T12:00:00.000Z')
const answered = (status: number, more: Partial<LastAnswer> = {}): LastAnswer => ({
  at: '2026-11-26T11:59:00.000Z',
  status,
  type: '/problems/refused',
  title: '',
  ...more,
})
const entry = (id: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id,
  userId: 'noor',
  inspectionId: 'a',
  operation: 'photo',
  order: 1,
  about: { worksNumber: null, worksTitle: 'Main', kind: 'backfill' },
  bytes: 1,
  savedAt: '2026-11-26T08:00:00.000Z',
  state: 'waiting',
  tries: 0,
  nextTryAt: null,
  sentAt: null,
  answer: null,
  number: null,
  ...more,
})
const record = (id: string, more: Partial<OutboxEntry> = {}) =>
  entry(id, { inspectionId: id, operation: 'record', order: 0, ...more })

describe('an answer', () => {
  it.each([
    [200, '', undefined, { next: 'sent' }],
    [201, '', undefined, { next: 'sent' }],
    [204, '', undefined, { next: 'sent' }],
    [0, '/problems/offline', undefined, { next: 'again', seconds: 5, stopsAll: true }],
    [401, '/problems/unauthenticated', undefined, { next: 'sign_in' }],
    [403, '/problems/csrf', undefined, { next: 'again', seconds: 5, stopsAll: true }],
    [403, '/problems/forbidden', undefined, { next: 'needs_you' }],
    [400, '/problems/validation', undefined, { next: 'needs_you' }],
    [404, '/problems/not-found', undefined, { next: 'needs_you' }],
    [408, '', undefined, { next: 'again', seconds: 5, stopsAll: true }],
    [409, '/problems/visit_done', undefined, { next: 'needs_you' }],
    [409, '/problems/in-flight', 1, { next: 'again', seconds: 1, stopsAll: false }],
    [413, '/problems/too-large', undefined, { next: 'needs_you' }],
    [422, '/problems/key-reused', undefined, { next: 'needs_you' }],
    [429, '/problems/too-many-requests', 17, { next: 'again', seconds: 17, stopsAll: true }],
    [503, '/problems/unavailable', 86_400, { next: 'again', seconds: 3600, stopsAll: true }],
    [500, '/problems/internal', undefined, { next: 'again', seconds: 5, stopsAll: false }],
    [502, '/problems/unreadable', undefined, { next: 'again', seconds: 5, stopsAll: true }],
    [503, '/problems/unavailable', 2, { next: 'again', seconds: 2, stopsAll: true }],
    [504, '/problems/unreadable', undefined, { next: 'again', seconds: 5, stopsAll: true }],
  ])('%i %s is judged', (status, type, retryAfter, verdict) => {
    expect(judge({ status, type, ...(retryAfter === undefined ? {} : { retryAfter }) }, 1)).toEqual(verdict)
  })

  it('waits for nothing where the network came back while it was asked, and was not answered', () => {
    expect(judge({ status: 0, type: '/problems/offline', isBack: true }, 4)).toEqual({
      next: 'again',
      seconds: 0,
      stopsAll: false,
    })
    expect(judge({ status: 503, type: '', isBack: true }, 1)).toMatchObject({ seconds: 5, stopsAll: true })
  })

  it.each([
    [0, 5],
    [1, 5],
    [2, 10],
    [3, 20],
    [6, 160],
    [7, 300],
    [500, 300],
  ])('after %i tries is waited for %i seconds', (tries, seconds) => expect(patience(tries)).toBe(seconds))
})

describe('a word about a visit', () => {
  const word = (id: string, deed: 'take' | 'release', more: Partial<OutboxEntry> = {}) =>
    entry(id, { operation: 'visit', inspectionId: id, order: 0, visit: { id: 'v', deed }, ...more })
  const nine = '2026-11-26T09:00:00.000Z'

  it.each([
    ['take', 'needs_you'],
    ['release', 'sent'],
  ] as const)('to %s, refused, is %s', (deed, next) =>
    expect(judge({ status: 409, type: '/problems/refused' }, 1, deed).next).toBe(next),
  )

  it.each([
    ['is new', [], 'take', [], true],
    [
      'is said once more where what it takes back may have arrived',
      [word('2', 'release', { tries: 1 })],
      'take',
      ['2'],
      true,
    ],
    ['is said once', [word('1', 'take')], 'take', ['1'], true],
    ['takes back what never left', [word('1', 'take')], 'release', ['1'], false],
    ['takes back what may have arrived', [word('1', 'take', { tries: 1 })], 'release', ['1'], true],
    ['follows what has arrived', [word('1', 'take', { state: 'sent' })], 'release', [], true],
    ['follows what is on its way', [word('1', 'take', { state: 'sending', tries: 1 })], 'release', [], true],
    ['is said again after a refusal', [word('1', 'take', { state: 'needs_you', tries: 1 })], 'take', ['1'], true],
    ['leaves other visits', [word('1', 'take', { visit: { id: 'w', deed: 'take' } })], 'release', [], true],
  ] as const)('%s', (_, before, deed, gone, isNew) =>
    expect(afterDeed(before, { id: 'v', deed })).toMatchObject({ gone, isNew }),
  )

  it('has been tried as often as what it takes the place of', () => {
    expect(afterDeed([word('1', 'take', { tries: 2 })], { id: 'v', deed: 'release' }).tries).toBe(2)
    expect(afterDeed([], { id: 'v', deed: 'take' }).tries).toBe(0)
  })

  it('stands until a list was read after it arrived, the last one first', () => {
    const first = word('1', 'take', { state: 'sent', sentAt: nine })
    const second = word('2', 'release', { savedAt: nine })
    expect(lastDeed([second, first], 'v', '2026-11-26T08:59:00.000Z')?.id).toBe('2')
    expect(lastDeed([first], 'v', '2026-11-26T08:59:00.000Z')?.id).toBe('1')
    expect(lastDeed([first], 'v', nine)).toBeNull()
    expect(lastDeed([second, first], 'w', nine)).toBeNull()
    const found = record('a', { visitId: 'v', savedAt: '2026-11-26T10:00:00.000Z' })
    expect(lastDeed([found, second], 'v', nine)?.id).toBe('a')
  })

  it('waits for no record, and is read by itself', () => {
    expect(nextEntry([word('1', 'take'), record('a', { state: 'needs_you' })], noon)?.id).toBe('1')
    expect(sendingsOf([word('1', 'take')])).toMatchObject([{ record: null, visit: { id: '1' }, photos: [] }])
  })
})

describe('the next to send', () => {
  const next = (entries: OutboxEntry[]) => nextEntry(entries, noon)?.id ?? null

  it('is the record before its photos, however they lie', () => {
    expect(next([entry('p2', { order: 2 }), entry('p1'), record('a')])).toBe('a')
  })

  it('is a photo once its record is there', () => {
    expect(next([entry('p2', { order: 2 }), entry('p1'), record('a', { state: 'sent' })])).toBe('p1')
    expect(next([entry('p1')])).toBe('p1')
  })

  it.each(['sending', 'needs_you'] as const)('is no photo of a record that is %s, but the next inspection', (state) => {
    const entries = [entry('p1'), record('a', { state }), record('b', { savedAt: '2026-11-26T09:00:00.000Z' })]
    expect(next(entries)).toBe('b')
  })

  it('is the oldest inspection', () => {
    expect(next([record('b', { savedAt: '2026-11-26T09:00:00.000Z' }), record('a')])).toBe('a')
  })

  it('is none before its time', () => {
    const later = record('a', { nextTryAt: '2026-11-26T12:00:01.000Z', answer: answered(500) })
    expect(next([later])).toBeNull()
    expect(nextMoment([later], noon)?.toISOString()).toBe('2026-11-26T12:00:01.000Z')
    expect(next([later, record('b')])).toBe('b')
    expect(nextMoment([later, record('b')], noon)).toEqual(noon)
  })

  it.each([429, 503])('is none at all before the time that a %i asks for', (status) => {
    const held = record('a', { nextTryAt: '2026-11-26T12:00:30.000Z', answer: answered(status) })
    expect(next([held, record('b')])).toBeNull()
    expect(heldUntil([held, record('b')], noon)).toBe('2026-11-26T12:00:30.000Z')
    expect(nextMoment([held, record('b')], noon)?.toISOString()).toBe('2026-11-26T12:00:30.000Z')
    expect(heldUntil([held], new Date('2026-11-26T12:00:31.000Z'))).toBeNull()
  })

  it.each([500, 429])('waits for no time after a %i that only a clock of before can have written', (status) => {
    const held = record('a', { nextTryAt: '2026-11-26T13:00:01.000Z', answer: answered(status) })
    expect(next([held])).toBe('a')
    expect(heldUntil([held], noon)).toBeNull()
    expect(nextMoment([held], noon)).toEqual(noon)
    const asked = record('a', { nextTryAt: '2026-11-26T13:00:00.000Z', answer: answered(status) })
    expect(next([asked])).toBeNull()
  })

  it('is none where nothing waits', () => {
    expect(next([record('a', { state: 'sent' }), entry('p1', { state: 'needs_you' })])).toBeNull()
    expect(nextMoment([record('a', { state: 'needs_you' }), entry('p1')], noon)).toBeNull()
  })
})

it('shows the latest inspection first, its record before its photos', () => {
  const later = { savedAt: '2026-11-26T09:00:00.000Z' }
  const entries = [
    entry('p2', { order: 2 }),
    record('a'),
    entry('q1', { inspectionId: 'b', ...later }),
    entry('p1'),
    record('b', later),
  ]
  expect(inReadingOrder(entries).map(({ id }) => id)).toEqual(['b', 'q1', 'a', 'p1', 'p2'])
})

describe('a conflict', () => {
  const inspection = { id: 'a', worksVersion: 3, visitId: 'v', kind: 'backfill' } as NewInspection

  it.each([
    [answered(409, { type: '/problems/visit_done' }), 'visit_done'],
    [answered(409, { type: '/problems/works-changed' }), 'works_changed'],
    [answered(409, { reasons: [{ code: 'visit_done', detail: '' }] }), 'visit_done'],
    [answered(409), null],
    [answered(422, { type: '/problems/visit_done' }), null],
    [null, null],
  ])('%# is known', (answer, conflict) => expect(conflictOf(answer)).toBe(conflict))

  it('is answered by sending beside the other one', () => {
    const answer = answered(409, { type: '/problems/visit_done' })
    expect(sentAnyway(inspection, answer)).toEqual({ id: 'a', worksVersion: 3, kind: 'backfill' })
  })

  it('is answered by sending by the works as they are now', () => {
    const answer = answered(409, { type: '/problems/works_changed', both: { theirs: { version: 7 } } })
    expect(sentAnyway(inspection, answer)).toEqual({ ...inspection, worksVersion: 7 })
  })

  it.each([
    answered(409, { type: '/problems/works_changed' }),
    answered(409, { type: '/problems/works_changed', both: { theirs: {} } }),
    answered(422),
    null,
  ])('%# takes more than a word', (answer) => expect(sentAnyway(inspection, answer)).toBeNull())
})

describe('an inspection on the phone', () => {
  it('is its record and its photos, and as pressing as the most pressing of them', () => {
    const chain = [record('a', { state: 'sent', bytes: 10 }), entry('p1', { state: 'sent' }), entry('p2', { order: 2 })]
    const [only] = sendingsOf(chain)
    expect(only).toMatchObject({ inspectionId: 'a', state: 'waiting', bytes: 12 })
    expect(only?.record?.id).toBe('a')
    expect(only?.photos.map(({ id }) => id)).toEqual(['p1', 'p2'])
  })

  it.each([
    [['sent', 'sent'], 'sent'],
    [['sent', 'waiting'], 'waiting'],
    [['sending', 'waiting'], 'sending'],
    [['sent', 'needs_you'], 'needs_you'],
    [['needs_you', 'sending'], 'needs_you'],
  ] as const)('of %j is %s', ([first, second], state) => {
    expect(sendingsOf([record('a', { state: first }), entry('p1', { state: second })])[0]?.state).toBe(state)
  })

  it('of photos alone is one as well', () => {
    expect(sendingsOf([entry('p1')])[0]).toMatchObject({ record: null, state: 'waiting' })
    expect(sendingsOf([])).toEqual([])
  })
})

describe('whose turn it is, where a browser has no locks', () => {
  const now = noon.getTime()
  it.each([
    ['nobody’s', undefined, true],
    ['ours', { holder: 'us', until: now + 1 }, true],
    ['ours, though we were frozen for long', { holder: 'us', until: now - 60_000 }, true],
    ['another window’s', { holder: 'them', until: now + 1 }, false],
    ['another window’s, just taken', { holder: 'them', until: now + leaseMilliseconds }, false],
    ['nobody’s any more', { holder: 'them', until: now }, true],
    ['of before the clock was put back', { holder: 'them', until: now + leaseMilliseconds + 1 }, true],
  ] as const)('%s', (_whose, lease, may) => expect(mayTake(lease, 'us', now)).toBe(may))
})
