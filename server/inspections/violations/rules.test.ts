import { describe, expect, it } from 'vitest'
import { pack } from '../../../testing/database.ts'
import { type ViolationState, violationDeeds, violationStates } from './contract.ts'
import type { Article } from './policy.ts'
import {
  afterDeed,
  afterTime,
  articlesOfItem,
  endOfDays,
  fineOf,
  graceEnds,
  hasNotice,
  issuedAs,
  liableOf,
  repeatSince,
  suggestsBan,
  sumOf,
  type ViolationFacts,
} from './rules.ts'

const article = (more: Partial<Article> = {}): Article => ({
  words: { ar: 'حواجز', en: 'Barriers' },
  liable: 'contractor',
  basis: 'fixed',
  amount: 500_000,
  repeat: { months: 12, factor: 2 },
  graceHours: 0,
  ...more,
})

describe('the amount of a fine', () => {
  it.each([
    ['of what is fixed', {}, 1, 0, { quantity: 1, base: 500_000, factor: 1, amount: 500_000 }],
    ['of what is fixed, whatever is counted', {}, 9, 0, { quantity: 1, base: 500_000, factor: 1, amount: 500_000 }],
    ['doubled where it was done before', {}, 1, 1, { factor: 2, priors: 1, amount: 1_000_000 }],
    ['doubled once, however often', {}, 1, 7, { factor: 2, priors: 7, amount: 1_000_000 }],
    ['by the day', { basis: 'per_day', amount: 200_000 }, 3, 0, { quantity: 3, base: 600_000, amount: 600_000 }],
    ['by the begun metre', { basis: 'per_metre', amount: 1_000 }, 12.1, 0, { quantity: 13, amount: 13_000 }],
    ['of less than a metre', { basis: 'per_metre', amount: 1_000 }, 0.2, 0, { quantity: 1, amount: 1_000 }],
    [
      'never above the most',
      { basis: 'per_day', amount: 200_000, most: 5_000_000 },
      30,
      0,
      { base: 6_000_000, amount: 5_000_000, most: 5_000_000 },
    ],
    ['nor with the factor', { most: 600_000 }, 1, 1, { base: 500_000, factor: 2, amount: 600_000 }],
    [
      'in whole coins',
      { amount: 333, repeat: { months: 6, factor: 1.5 } },
      1,
      1,
      { months: 6, factor: 1.5, amount: 500 },
    ],
  ] as const)(
    '%s',
    (_which, more, quantity, priors, formula) => // biome-ignore format: a table
      expect(fineOf(article(more as Partial<Article>), { quantity, priors })).toMatchObject(formula),
  )
})

it.each([
  [2, 1, null, { whole: 400_000, cap: null }],
  [2, 2, 800_000, { whole: 800_000, cap: null }],
  [2, 2, 500_000, { whole: 800_000, cap: 500_000 }],
])('%d days with the factor %d and %s at most make %j', (quantity, factor, most, sum) =>
  expect(sumOf({ rate: 200_000, quantity, factor, most })).toEqual(sum),
)

it('has a notice on paper from the day on which it counts until nothing is asked for', () => {
  const having = violationStates.filter((state) => hasNotice({ state, issuedAt: '2026-11-24T06:00:00Z' }))
  expect(having.sort()).toEqual(violationStates.filter((state) => !['withdrawn', 'remedied'].includes(state)).sort())
  expect(hasNotice({ state: 'issued', issuedAt: null })).toBe(false)
})

describe('who answers', () => {
  it.each([
    ['who digs', 'contractor', 'builder', { as: 'contractor', agencyId: 'builder' }],
    ['whose works it is, where nobody else digs', 'contractor', null, { as: 'owner', agencyId: 'water' }],
    ['whose works it is, whoever digs', 'owner', 'builder', { as: 'owner', agencyId: 'water' }],
  ] as const)('%s', (_who, liable, contractorId, party) =>
    expect(liableOf({ liable }, { agencyId: 'water', contractorId })).toEqual(party),
  )
})

describe('days and hours', () => {
  const at = new Date('2026-11-24T06:00:00Z')
  it('of a deadline are whole days of the zone, the first not counted', () => {
    expect(endOfDays(at, 30, 'Asia/Riyadh').toISOString()).toBe('2026-12-24T21:00:00.000Z')
    expect(endOfDays(new Date('2026-11-24T21:30:00Z'), 1, 'Asia/Riyadh').toISOString()).toBe('2026-11-26T21:00:00.000Z')
  })
  it('of grace are hours', () =>
    expect(graceEnds({ graceHours: 24 }, at).toISOString()).toBe('2026-11-25T06:00:00.000Z'))
  it('of a repeat are months back', () =>
    expect(repeatSince({ repeat: { months: 12, factor: 2 } }, at, 'Asia/Riyadh').toISOString()).toBe(
      '2025-11-23T21:00:00.000Z',
    ))
  it('begin with a warning where there is grace', () =>
    expect([issuedAs({ graceHours: 1 }), issuedAs({ graceHours: 0 })]).toEqual(['warned', 'issued']))
})

const facts = (more: Partial<ViolationFacts>): ViolationFacts => ({
  state: 'issued',
  isOffice: false,
  isLiable: false,
  isIssuer: false,
  isProposer: false,
  now: new Date('2026-11-24T06:00:00Z'),
  graceUntil: null,
  objectUntil: null,
  ...more,
})

/** What each deed makes of each state; every other pair is refused. */
const table: Partial<Record<(typeof violationDeeds)[number], Partial<Record<ViolationState, string>>>> = {
  confirm: { proposed: 'fresh' },
  dismiss: { proposed: 'withdrawn' },
  remedied: { warned: 'remedied', claimed: 'remedied' },
  not_remedied: { claimed: 'issued' },
  uphold: { objected: 'due' },
  reduce: { objected: 'due' },
  withdraw: {
    warned: 'withdrawn',
    claimed: 'withdrawn',
    issued: 'withdrawn',
    objected: 'withdrawn',
    due: 'withdrawn',
    paid: 'withdrawn',
  },
  claim: { warned: 'claimed' },
  object: { issued: 'objected' },
  accept: { issued: 'due' },
}
const ofLiable = ['claim', 'object', 'accept']
const pairs = violationDeeds.flatMap((deed) => violationStates.map((state) => [deed, state] as const))

describe('a deed', () => {
  it.each(pairs)('%s of what is %s', (deed, state) => {
    const isTheirs = ofLiable.includes(deed)
    const to = table[deed]?.[state]
    expect(afterDeed(deed, facts({ state, isOffice: !isTheirs, isLiable: isTheirs }))).toEqual(
      to ? { to } : { refusal: 'not_now' },
    )
    expect(afterDeed(deed, facts({ state, isOffice: isTheirs, isLiable: !isTheirs }))).toEqual({ refusal: 'not_yours' })
  })

  const [before, after] = [new Date('2026-11-24T05:59:59Z'), new Date('2026-11-24T06:00:01Z')]
  it.each([
    ['confirm', { state: 'proposed', isOffice: true, isProposer: true }, 'own_proposal'],
    ['dismiss', { state: 'proposed', isOffice: true, isProposer: true }, undefined],
    ['uphold', { state: 'objected', isOffice: true, isIssuer: true }, 'own_violation'],
    ['reduce', { state: 'objected', isOffice: true, isProposer: true }, 'own_violation'],
    ['withdraw', { state: 'objected', isOffice: true, isIssuer: true }, 'own_violation'],
    ['withdraw', { state: 'issued', isOffice: true, isIssuer: true }, undefined],
    ['withdraw', { state: 'paid', isOffice: true, isIssuer: true }, 'own_violation'],
    ['withdraw', { state: 'paid', isOffice: true, isProposer: true }, 'own_violation'],
    ['claim', { state: 'warned', isLiable: true, graceUntil: before }, 'grace_over'],
    ['claim', { state: 'warned', isLiable: true, graceUntil: after }, undefined],
    ['object', { state: 'issued', isLiable: true, objectUntil: before }, 'objection_over'],
    ['object', { state: 'issued', isLiable: true, objectUntil: after }, undefined],
  ] as const)('%s, %o', (deed, more, refusal) => expect(afterDeed(deed, facts(more)).refusal).toBe(refusal))
})

describe('time', () => {
  const now = new Date('2026-11-24T06:00:00Z')
  const [past, future] = [now, new Date('2026-11-24T06:00:01Z')]
  it.each([
    ['fines what was not mended', 'warned', past, null, false, 'issued'],
    ['closes what is mended', 'warned', past, null, true, 'remedied'],
    ['waits for the end of the grace', 'warned', future, null, true, null],
    ['leaves to the office what is said to be mended', 'claimed', past, null, false, null],
    ['lets a fine fall due', 'issued', past, past, false, 'due'],
    ['waits for an objection', 'issued', null, future, false, null],
    ['leaves an objection to the office', 'objected', null, past, false, null],
    ['leaves what is over', 'paid', past, past, false, null],
  ] as const)('%s', (_what, state, graceUntil, objectUntil, isMended, to) =>
    expect(afterTime({ state, now, graceUntil, objectUntil }, isMended)).toBe(to),
  )
})

describe('the pack', () => {
  const { violations } = pack.inspections
  it('knows the article of an item', () => {
    expect(articlesOfItem(violations, 'site_safety', 'lights')).toEqual(['signs_and_lights'])
    expect(articlesOfItem(violations, 'site_safety', 'plates')).toEqual([])
    expect(articlesOfItem(violations, 'final', 'lights')).toEqual([])
  })
  it('names what every clock finds once', () => {
    const clocks = Object.values(violations.articles).flatMap(({ clock }) => (clock ? [clock.cause] : []))
    expect(clocks.sort()).toEqual(['emergency_filed_late', 'permit_expired_open', 'safety_defect_open'])
  })
  it('hints at a ban from its number on', () =>
    expect([4, 5].map((count) => suggestsBan(count, violations))).toEqual([false, true]))
})
