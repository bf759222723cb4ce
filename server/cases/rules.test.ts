import { describe, expect, it } from 'vitest'
import { pack } from '../../testing/database.ts'
import { caseStates } from './contract.ts'
import {
  type CaseFacts,
  caseEnds,
  caseRefusal,
  inSequence,
  officeDue,
  stateOnceAgreed,
  trialRefusal,
  turnEnds,
} from './rules.ts'

const cause = { isParty: true, isOffice: false, isCause: true }
const party = { ...cause, isCause: false }
const office = { isParty: false, isOffice: true, isCause: false }
const stranger = { isParty: false, isOffice: false, isCause: false }
const others = { isOwn: false, isAnswered: false }
const own = { isOwn: true, isAnswered: true }

type Row = [
  who: CaseFacts['standing'],
  state: CaseFacts['state'],
  proposed: CaseFacts['proposed'] | 'never',
  refusal: ReturnType<typeof caseRefusal>,
]
const facts = ([standing, state, proposed]: Row): CaseFacts => ({
  standing,
  state,
  hasProposals: proposed !== 'never',
  proposed: proposed === 'never' ? null : proposed,
})

describe('who may do what in a case', () => {
  it.each<Row>([
    [cause, 'open', 'never', null],
    [party, 'open', 'never', 'cause_first'],
    [party, 'escalated', 'never', null],
    [office, 'open', 'never', null],
    [stranger, 'open', 'never', 'not_a_party'],
    [party, 'open', null, null],
    [party, 'open', others, 'answer_first'],
    [party, 'open', { isOwn: false, isAnswered: true }, null],
    [cause, 'open', own, null],
    [office, 'open', others, null],
    [cause, 'agreed', others, 'waits_for_office'],
    [cause, 'settled', null, 'ended'],
    [cause, 'closed', null, 'ended'],
  ])('propose: %o, %s, %o', (...row) => expect(caseRefusal('propose', facts(row))).toBe(row[3]))

  it.each<Row>([
    [party, 'open', others, null],
    [party, 'escalated', others, null],
    [party, 'open', null, 'nothing_proposed'],
    [cause, 'open', own, 'answered'],
    [office, 'open', others, 'not_a_party'],
    [stranger, 'open', others, 'not_a_party'],
    [party, 'agreed', others, 'waits_for_office'],
    [party, 'settled', null, 'ended'],
  ])('answer: %o, %s, %o', (...row) => expect(caseRefusal('answer', facts(row))).toBe(row[3]))

  it.each(caseStates)('decide and write, %s', (state) => {
    const ended = state === 'settled' || state === 'closed' ? 'ended' : null
    const deed = (name: 'decide' | 'write', who: Row[0]) => caseRefusal(name, facts([who, state, null, null]))
    expect(deed('decide', office)).toBe(ended)
    expect(deed('decide', { ...party, isOffice: true })).toBe(ended)
    expect(deed('decide', party)).toBe('not_the_office')
    expect(deed('write', party)).toBe(ended)
    expect(deed('write', office)).toBe(ended)
    expect(deed('write', stranger)).toBe('not_a_party')
  })
})

describe('what was tried', () => {
  const clear = { complete: true, blocking: [], refusal: null }
  const blocking = { length: 1 } as never
  it.each([
    [clear, null],
    [{ ...clear, blocking }, 'leaves_blocking'],
    [{ ...clear, complete: false }, 'unknown_findings'],
    [{ ...clear, complete: false, blocking }, 'unknown_findings'],
    [{ ...clear, refusal: { ar: 'لا', en: 'no' } }, 'not_feasible'],
  ] as const)('%o: %s', (trial, refusal) => expect(trialRefusal(trial)).toBe(refusal))

  it.each([
    ['dates', ['planned', 'in_coordination'], 'settled'],
    ['shared_trench', ['approved'], 'agreed'],
    ['as_is', [], 'agreed'],
    ['dates', ['planned', 'permitted'], 'agreed'],
    ['reroute', ['in_progress'], 'agreed'],
    ['sequence', ['suspended', 'planned'], 'agreed'],
  ] as const)(
    '%s of works that are %o is %s once agreed: only the office waives, links and changes permits',
    (...row) => expect(stateOnceAgreed(row[0], row[1])).toBe(row[2]),
  )
})

describe('turns', () => {
  const tuesday = new Date('2026-11-24T06:00:00Z')
  it('end on the working-day clock, three days later', () => {
    expect(turnEnds('proposal', tuesday, caseEnds(tuesday, pack), pack)).toEqual(new Date('2026-11-29T13:30:00Z'))
    expect(turnEnds('answer', new Date('2026-11-24T14:00:00Z'), caseEnds(tuesday, pack), pack)).toEqual(
      new Date('2026-11-30T13:30:00Z'),
    )
  })
  it('end for the office too, once all have agreed on what only it may grant', () =>
    expect(officeDue(tuesday, pack)).toEqual(new Date('2026-11-29T13:30:00Z')))
  it('never end after the last day of the case', () => {
    const last = caseEnds(tuesday, pack)
    expect(last).toEqual(new Date('2026-12-08T13:30:00Z'))
    expect(turnEnds('answer', new Date('2026-12-07T06:00:00Z'), last, pack)).toEqual(last)
  })
})

describe('a sequence', () => {
  const january = { start: '2027-01-10', end: '2027-01-29' }
  it('lets the ground rest between two works, by what was built', () => {
    const [first, second, third] = inSequence(
      [
        { id: 'a', category: 'planned', period: january },
        { id: 'b', category: 'road_works', period: january },
        { id: 'c', category: 'planned', period: january },
      ],
      pack,
    )
    expect(first).toEqual({ worksId: 'a', period: january })
    expect(second).toEqual({ worksId: 'b', period: { start: '2027-02-05', end: '2027-02-24' } })
    expect(third).toEqual({ worksId: 'c', period: { start: '2027-05-25', end: '2027-06-13' } })
  })
  it('moves nobody earlier than they meant to dig, and not at all where there is room', () => {
    const june = { start: '2027-06-01', end: '2027-06-10' }
    const order = [
      { id: 'a', category: 'planned', period: january },
      { id: 'b', category: 'planned', period: june },
    ] as const
    expect(inSequence(order, pack).map(({ period }) => period)).toEqual([january, june])
  })
})
