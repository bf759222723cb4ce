import { describe, expect, it } from 'vitest'
import { type Status, statuses, type WorksEvent, worksEvents } from '../contract.ts'
import { endsOf, eventsFrom, type LifecycleFacts, type Party, transition } from './rules.ts'

/** Everything in order, on the first day of the permit. */
const fine: LifecycleFacts = {
  category: 'planned',
  period: { start: '2026-12-01', end: '2026-12-31' },
  today: '2026-12-01',
  hasStarted: false,
  hasReason: true,
  findings: { complete: true, blocking: 0, limits: 0 },
  consultation: { asked: 2, open: 0, objections: 0 },
  permit: { start: '2026-12-01', end: '2026-12-31' },
  emergency: { hasGround: true, isSmall: true, isFiled: false, isDescribed: true },
  handover: { isPassed: true, openDefects: 0, openReports: 0 },
}
/** Steps that the ordinary course does not take: whose they are, and what stands against them in it. */
const otherwise: Record<string, readonly [Party, string]> = {
  'draft notify': ['owner', 'no_emergency'],
  'planned notify': ['owner', 'no_emergency'],
  ...Object.fromEntries(
    ['in_progress', 'suspended', 'reinstated', 'in_guarantee'].flatMap((status) => [
      [`${status} file`, ['owner', 'no_emergency']],
      [`${status} grant`, ['office', 'no_emergency']],
    ]),
  ),
  'suspended reinstate': ['owner', 'not_opened'],
  'permitted expire': ['time', 'permit_runs'],
  'suspended expire': ['time', 'permit_runs'],
}
const everybody: readonly Party[] = ['owner', 'office', 'time']

/** Every step there is, with everything in order; whatever is not here is refused. */
const steps: Record<Status, Partial<Record<WorksEvent, `${Party}${'' | '+office'} ${Status}`>>> = {
  draft: { plan: 'owner planned', cancel: 'owner+office cancelled' },
  planned: { submit: 'owner in_coordination', cancel: 'owner+office cancelled' },
  submitted: {
    return: 'office returned',
    refuse: 'office refused',
    approve: 'office approved',
    cancel: 'owner+office cancelled',
  },
  in_coordination: {
    return: 'office returned',
    refuse: 'office refused',
    approve: 'office approved',
    cancel: 'owner+office cancelled',
  },
  approved: {
    return: 'office returned',
    refuse: 'office refused',
    grant: 'office permitted',
    cancel: 'owner+office cancelled',
  },
  permitted: { start: 'owner in_progress', suspend: 'office suspended', cancel: 'owner+office cancelled' },
  in_progress: { suspend: 'office suspended', reinstate: 'owner reinstated' },
  reinstated: { accept: 'office in_guarantee' },
  in_guarantee: { clear: 'office closed' },
  closed: {},
  returned: { submit: 'owner in_coordination', cancel: 'owner+office cancelled' },
  refused: {},
  cancelled: {},
  suspended: { resume: 'office permitted', cancel: 'owner+office cancelled' },
  expired: {},
}
const every = statuses.flatMap((status) => worksEvents.map((event) => [status, event] as const))

const opened: readonly Status[] = ['in_progress', 'reinstated', 'in_guarantee', 'closed']
const fineAt = (status: Status): LifecycleFacts => ({ ...fine, hasStarted: opened.includes(status) })

describe('every event from every status', () => {
  it.each(every)('%s, %s', (status, event) => {
    const facts = fineAt(status)
    const step = steps[status][event]
    if (step === undefined) {
      const [, refusal = 'wrong_status'] = otherwise[`${status} ${event}`] ?? []
      expect(transition(status, event, everybody, facts).refusals?.[0]).toBe(refusal)
      return
    }
    const [parties = '', end] = step.split(' ')
    expect(transition(status, event, everybody, facts)).toEqual({ status: end })
    for (const party of everybody)
      expect(transition(status, event, [party], facts), party).toEqual(
        parties.split('+').includes(party) ? { status: end } : { refusals: ['not_yours'] },
      )
    expect(transition(status, event, [], facts)).toEqual({ refusals: ['not_yours'] })
    expect(endsOf(status, event)).toContain(end)
  })

  it('has 27 steps in the ordinary course and 13 others, and says for each party which are theirs', () => {
    expect(every.filter(([status, event]) => steps[status][event])).toHaveLength(27)
    expect(Object.keys(otherwise)).toHaveLength(13)
    const isTheirs = (status: Status, event: WorksEvent, party: Party) =>
      steps[status][event]?.split(' ')[0]?.split('+').includes(party) || otherwise[`${status} ${event}`]?.[0] === party
    for (const status of statuses)
      for (const party of everybody)
        expect(eventsFrom(status, party).sort()).toEqual(
          worksEvents.filter((event) => isTheirs(status, event, party)).sort(),
        )
  })

  it('ends where nothing follows', () =>
    expect(statuses.filter((status) => Object.keys(steps[status]).length === 0)).toEqual([
      'closed',
      'refused',
      'cancelled',
      'expired',
    ]))
})

/** The same of an emergency. */
function sudden(emergency: Partial<LifecycleFacts['emergency']>): Partial<LifecycleFacts> {
  return { category: 'emergency', emergency: { ...fine.emergency, ...emergency } }
}

type Case = readonly [Status, WorksEvent, Partial<LifecycleFacts>, Status | readonly string[]]
const blocked = { complete: true, blocking: 1, limits: 0 }
const crossed = { complete: true, blocking: 1, limits: 1 }
const unknown = { complete: false, blocking: 0, limits: 0 }

/** What each step asks for, on both sides of its edge. */
const cases: readonly Case[] = [
  ['planned', 'submit', { category: 'future_project' }, ['no_right_to_dig']],
  ['planned', 'submit', { today: '2026-12-31' }, 'in_coordination'],
  ['planned', 'submit', { today: '2027-01-01' }, ['in_the_past']],
  ['planned', 'submit', { findings: null }, ['unknown_findings', 'limits_crossed']],
  ['planned', 'submit', { findings: unknown }, ['unknown_findings']],
  ['planned', 'submit', { findings: crossed }, ['limits_crossed']],
  ['planned', 'submit', { findings: blocked }, 'in_coordination'],
  ['planned', 'submit', { consultation: null }, ['unknown_consultation']],
  ['planned', 'submit', { consultation: { asked: 0, open: 0, objections: 0 } }, 'submitted'],
  ['planned', 'submit', { consultation: { asked: 0, open: 0, objections: 0 }, findings: blocked }, 'in_coordination'],
  ['returned', 'submit', { findings: crossed, today: '2027-01-01' }, ['in_the_past', 'limits_crossed']],
  ['submitted', 'return', { hasReason: false }, ['reason_missing']],
  ['in_coordination', 'refuse', { hasReason: false }, ['reason_missing']],
  ['approved', 'return', { hasReason: false }, ['reason_missing']],
  ...(['approve', 'grant'] as const).flatMap((event): Case[] => {
    const from = event === 'approve' ? 'in_coordination' : 'approved'
    const to = event === 'approve' ? 'approved' : 'permitted'
    return [
      [from, event, { findings: blocked }, ['blocking_findings']],
      [from, event, { findings: null }, ['unknown_findings', 'blocking_findings']],
      [from, event, { findings: unknown }, ['unknown_findings']],
      [from, event, { consultation: null }, ['unknown_consultation', 'answers_open', 'objections_open']],
      [from, event, { consultation: { asked: 1, open: 1, objections: 0 } }, ['answers_open']],
      [from, event, { consultation: { asked: 2, open: 0, objections: 1 } }, ['objections_open']],
      [from, event, { consultation: { asked: 0, open: 0, objections: 0 } }, to],
      [from, event, { today: '2027-01-01' }, ['in_the_past']],
      [from, event, { today: '2026-12-31', hasReason: false }, to],
    ]
  }),
  ['permitted', 'start', { permit: null }, ['permit_missing']],
  ['permitted', 'start', { today: '2026-11-30' }, ['permit_not_begun']],
  ['permitted', 'start', { today: '2026-12-31' }, 'in_progress'],
  ['permitted', 'start', { today: '2027-01-01' }, ['permit_over']],
  ['permitted', 'suspend', { hasReason: false }, ['reason_missing']],
  ['in_progress', 'suspend', { hasReason: false }, ['reason_missing']],
  ['suspended', 'resume', { hasStarted: true }, 'in_progress'],
  ['suspended', 'resume', { findings: blocked }, ['blocking_findings']],
  ['suspended', 'resume', { findings: null }, ['unknown_findings', 'blocking_findings']],
  ['suspended', 'cancel', { hasStarted: true }, ['digging']],
  ['permitted', 'cancel', { hasStarted: true }, ['digging']],
  ['reinstated', 'accept', { handover: null }, ['not_inspected', 'not_passed']],
  ['reinstated', 'accept', { handover: { isPassed: false, openDefects: 0, openReports: 0 } }, ['not_passed']],
  ['reinstated', 'accept', { handover: { isPassed: true, openDefects: 3, openReports: 1 } }, 'in_guarantee'],
  ['in_guarantee', 'clear', { handover: null }, ['not_inspected', 'not_passed', 'defects_open', 'reports_open']],
  [
    'in_guarantee',
    'clear',
    { handover: { isPassed: true, openDefects: 1, openReports: 1 } },
    ['defects_open', 'reports_open'],
  ],
  ['planned', 'notify', {}, ['no_emergency']],
  ['draft', 'notify', sudden({}), 'in_progress'],
  ['planned', 'notify', sudden({ hasGround: false }), ['ground_missing']],
  ['planned', 'notify', sudden({ isSmall: false }), ['not_small']],
  ['planned', 'notify', { ...sudden({}), findings: blocked }, 'in_progress'],
  ['in_progress', 'file', {}, ['no_emergency']],
  ['in_progress', 'file', sudden({}), 'in_progress'],
  ['in_progress', 'file', sudden({ isFiled: true }), ['filed_already']],
  ['in_progress', 'file', sudden({ isDescribed: false }), ['not_described']],
  ['in_progress', 'grant', { permit: null }, ['no_emergency', 'not_filed']],
  ['in_progress', 'grant', { ...sudden({}), permit: null }, ['not_filed']],
  ['in_progress', 'grant', sudden({ isFiled: true }), ['permit_there']],
  ['in_progress', 'grant', { ...sudden({ isFiled: true }), permit: null, findings: blocked }, 'in_progress'],
  ['reinstated', 'grant', { ...sudden({ isFiled: true }), permit: null, findings: null }, ['unknown_findings']],
  ['reinstated', 'file', sudden({}), 'reinstated'],
  ['in_progress', 'file', sudden({ isSmall: false }), ['not_small']],
  ['planned', 'submit', sudden({}), ['by_notice_only']],
  ['suspended', 'reinstate', { hasStarted: true }, 'reinstated'],
  ['suspended', 'resume', { today: '2027-01-01' }, ['permit_over']],
  ['suspended', 'resume', { today: '2027-01-01', hasStarted: true }, 'in_progress'],
  ['suspended', 'expire', { today: '2027-01-01' }, 'expired'],
  ['suspended', 'expire', { today: '2027-01-01', hasStarted: true }, ['digging']],
  ['permitted', 'expire', { today: '2026-12-31' }, ['permit_runs']],
  ['permitted', 'expire', { today: '2027-01-01' }, 'expired'],
  ['permitted', 'expire', { permit: null, today: '2027-01-01' }, ['permit_missing']],
]

describe('what a step asks for', () => {
  it.each(cases)('%s, %s with %j: %s', (status, event, facts, outcome) =>
    expect(transition(status, event, everybody, { ...fine, ...facts })).toEqual(
      typeof outcome === 'string' ? { status: outcome } : { refusals: outcome },
    ),
  )
})
