import { describe, expect, it } from 'vitest'
import type { Consultation } from '../../server/permits/contract.ts'
import { conditionsOf, emptyDraft, isComplete, toldOf } from './draft.ts'

const consultation = (id: string, conditions: string | null, round = 2) => ({ id, conditions, round }) as Consultation
const asked = [
  consultation('earlier', 'of another round', 1),
  consultation('a', 'Keep clear\n\n Two lines '),
  consultation('b', null),
]
const inRound = (round: number, consultations = asked) => ({ consultations, consulting: { round, isRunning: true } })

describe('what a permit is granted on', () => {
  it('is each condition once: of the library, of agencies of this round, and the own', () => {
    const draft = { ...emptyDraft, codes: ['dust'] as const, own: 'Two lines\nours\nno' }
    expect(conditionsOf(draft, inRound(2))).toEqual([
      { code: 'dust' },
      { text: 'Keep clear' },
      { text: 'Two lines' },
      { text: 'ours' },
    ])
    expect(conditionsOf({ ...draft, left: ['a'], own: '' }, inRound(2))).toEqual([{ code: 'dust' }])
  })

  it('is nothing of a round before, where the last asked nobody', () => {
    expect(conditionsOf(emptyDraft, inRound(3))).toEqual([])
  })

  it('is in parts where an agency wrote more than one condition may hold', () => {
    const parts = conditionsOf(emptyDraft, inRound(2, [consultation('a', 'x'.repeat(1500))]))
    expect(parts.map((part) => ('text' in part ? part.text.length : 0))).toEqual([1000, 500])
  })
})

describe('what the server is told', () => {
  const seen = { version: 7, ...inRound(2) }
  const draft = {
    ...emptyDraft,
    reasons: { return: ' too narrow ', suspend: 'no barrier' },
    codes: ['noise'] as const,
    left: ['a'],
    place: [46.7, 24.7] as [number, number],
  }

  it('is what belongs to the event, in the version that was seen', () => {
    expect(toldOf('return', draft, seen)).toEqual({ event: 'return', version: 7, reason: 'too narrow' })
    expect(toldOf('suspend', draft, seen)).toEqual({ event: 'suspend', version: 7, reason: 'no barrier' })
    expect(toldOf('grant', draft, seen)).toEqual({ event: 'grant', version: 7, conditions: [{ code: 'noise' }] })
    expect(toldOf('start', draft, seen)).toEqual({ event: 'start', version: 7, place: [46.7, 24.7] })
    const notice = { event: 'notify', version: 7, ground: 'burst_main', place: [46.7, 24.7] }
    expect(toldOf('notify', { ...draft, ground: 'burst_main' }, seen)).toEqual(notice)
    expect(toldOf('start', emptyDraft, seen)).toEqual({ event: 'start', version: 7 })
    expect(toldOf('submit', draft, seen)).toEqual({ event: 'submit', version: 7 })
  })

  it('waits for the reason or the ground that some events need', () => {
    expect(isComplete('notify', draft)).toBe(false)
    expect(isComplete('notify', { ...draft, ground: 'gas_leak' })).toBe(true)
    expect(isComplete('refuse', { ...emptyDraft, reasons: { refuse: ' no ' } })).toBe(false)
    expect(isComplete('return', draft)).toBe(true)
    expect(isComplete('refuse', draft)).toBe(false)
    expect(isComplete('approve', emptyDraft)).toBe(true)
  })
})
