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
  fee: { isSettled: true, isOwed: false },
  permit: { start: '2026-12-01', end: '2026-12-31' },
  contractor: { isBanned: false },
  emergency: { hasGround: true, isAnnounced: false, isSmall: true, isFiled: false, isDescribed: true },
  reinstatement: { isWhole: true, isPermanent: true },
  handover: {
    isInspected: true,
    isPassed: true,
    isKept: true,
    openDefects: 0,
    openReports: 0,
    openSamples: 0,
    unmetSamples: 0,
    openViolations: 0,
  },
  guaranteeUntil: '2028-12-31',
  isOwn: true,
  amendments: { isOpen: false, askedOn: null, isPaid: true, isConsulted: false, isExtendedOften: false },
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
  ...Object.fromEntries(
    ['permitted', 'in_progress', 'suspended'].flatMap((status) => [
      [`${status} amend`, ['office', 'no_amendment']],
      [`${status} decline`, ['office', 'no_amendment']],
      [`${status} withdraw`, ['owner', 'no_amendment']],
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
  planned: { submit: 'owner in_coordination', cancel: 'owner+office cancelled', amend: 'office planned' },
  submitted: {
    return: 'office returned',
    refuse: 'office refused',
    approve: 'office approved',
    cancel: 'owner+office cancelled',
    amend: 'owner+office in_coordination',
  },
  in_coordination: {
    return: 'office returned',
    refuse: 'office refused',
    approve: 'office approved',
    cancel: 'owner+office cancelled',
    amend: 'owner+office in_coordination',
  },
  approved: {
    return: 'office returned',
    refuse: 'office refused',
    grant: 'office permitted',
    cancel: 'owner+office cancelled',
    amend: 'owner+office in_coordination',
  },
  permitted: {
    start: 'owner in_progress',
    suspend: 'office suspended',
    cancel: 'owner+office cancelled',
    propose: 'owner permitted',
    prolong: 'owner permitted',
  },
  in_progress: {
    suspend: 'office suspended',
    reinstate: 'owner reinstated',
    propose: 'owner in_progress',
    prolong: 'owner in_progress',
  },
  reinstated: { accept: 'office in_guarantee' },
  in_guarantee: { clear: 'office closed' },
  closed: {},
  returned: { submit: 'owner in_coordination', cancel: 'owner+office cancelled', amend: 'office returned' },
  refused: {},
  cancelled: {},
  suspended: {
    resume: 'office permitted',
    cancel: 'owner+office cancelled',
    propose: 'owner suspended',
    prolong: 'owner suspended',
  },
  expired: {},
  progressed: {},
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

  it('has 38 steps in the ordinary course and 22 others, and says for each party which are theirs', () => {
    expect(every.filter(([status, event]) => steps[status][event])).toHaveLength(38)
    expect(Object.keys(otherwise)).toHaveLength(22)
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
      'progressed',
    ]))
})

/** The same of an emergency. */
function sudden(emergency: Partial<LifecycleFacts['emergency']>): Partial<LifecycleFacts> {
  return { category: 'emergency', emergency: { ...fine.emergency, isAnnounced: true, ...emergency } }
}

const dug = { hasStarted: true }
function handedOver(handover: Partial<LifecycleFacts['handover']>): Partial<LifecycleFacts> {
  return { handover: { ...(fine.handover as NonNullable<LifecycleFacts['handover']>), ...handover } }
}

/** The same with an amendment that waits for a decision. */
const waiting = { amendments: { ...fine.amendments, isOpen: true, askedOn: '2026-12-20' } }
const often = { amendments: { ...fine.amendments, isExtendedOften: true } }
const consulted = { amendments: { ...waiting.amendments, isConsulted: true } }
const longer = { period: { start: '2026-12-01', end: '2027-01-09' } }

type Case = readonly [Status, WorksEvent, Partial<LifecycleFacts>, Status | readonly string[]]
const blocked = { complete: true, blocking: 1, limits: 0 }
const crossed = { complete: true, blocking: 1, limits: 1 }
const owed = { isSettled: false, isOwed: true }
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
  ['in_coordination', 'approve', { fee: null }, 'approved'],
  ['approved', 'grant', { fee: owed }, ['fee_open']],
  ['approved', 'grant', { fee: null }, ['unknown_fee']],
  ['approved', 'grant', { fee: owed, findings: blocked }, ['blocking_findings', 'fee_open']],
  // the ground is open whatever it costs; the permit follows the fee
  ['in_progress', 'file', { ...sudden({}), fee: null }, 'in_progress'],
  ['in_progress', 'grant', { ...sudden({ isFiled: true }), permit: null, fee: owed }, ['fee_open']],
  ['in_progress', 'grant', { ...sudden({ isFiled: true }), permit: null, fee: null }, ['unknown_fee']],
  ['suspended', 'resume', { fee: null }, 'permitted'],
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
  ['in_progress', 'reinstate', { ...dug, reinstatement: null }, ['record_missing']],
  ['in_progress', 'reinstate', { reinstatement: null }, ['not_opened', 'record_missing']],
  ['in_progress', 'reinstate', { ...dug, reinstatement: { isWhole: false, isPermanent: true } }, ['record_incomplete']],
  ['in_progress', 'reinstate', { ...dug, reinstatement: { isWhole: true, isPermanent: false } }, 'reinstated'],
  ['suspended', 'reinstate', { ...dug, reinstatement: null }, ['record_missing']],
  ['reinstated', 'accept', { handover: null }, ['not_inspected', 'not_passed']],
  ['reinstated', 'accept', handedOver({ isInspected: false, isPassed: false }), ['not_inspected', 'not_passed']],
  ['reinstated', 'accept', { reinstatement: null }, ['record_missing']],
  ['reinstated', 'accept', { reinstatement: { isWhole: true, isPermanent: false } }, ['interim_open']],
  ['reinstated', 'accept', { reinstatement: { isWhole: false, isPermanent: true } }, ['record_incomplete']],
  ['reinstated', 'accept', handedOver({ isPassed: false }), ['not_passed']],
  // what is open then is mended in the guarantee, which begins
  [
    'reinstated',
    'accept',
    handedOver({ isKept: false, openDefects: 3, openReports: 1, openSamples: 1 }),
    'in_guarantee',
  ],
  ['in_guarantee', 'clear', { handover: null }, ['not_inspected', 'guarantee_not_passed', 'defects_open', 'reports_open', 'samples_open', 'samples_unmet', 'violations_open']], // biome-ignore format: one line
  ['in_guarantee', 'clear', handedOver({ openDefects: 1, openReports: 1 }), ['defects_open', 'reports_open']],
  ['in_guarantee', 'clear', handedOver({ openSamples: 2 }), ['samples_open']],
  ['in_guarantee', 'clear', handedOver({ unmetSamples: 1, openViolations: 1 }), ['samples_unmet', 'violations_open']],
  ['in_guarantee', 'clear', handedOver({ isKept: false }), ['guarantee_not_passed']],
  // what was recorded by another system has no record of ours, and no end of a guarantee
  ['in_guarantee', 'clear', { reinstatement: null, guaranteeUntil: null, hasReason: false }, 'closed'],
  ['in_guarantee', 'clear', { ...sudden({ isFiled: false }), permit: null }, ['not_filed']],
  ['in_guarantee', 'clear', { ...sudden({ isFiled: true }), permit: null }, ['permit_missing']],
  ['in_guarantee', 'clear', { ...sudden({ isFiled: true }), permit: null, fee: owed }, ['permit_missing', 'fee_open']],
  ['in_guarantee', 'clear', { ...sudden({ isAnnounced: false }), permit: null, fee: null }, 'closed'],
  ['in_guarantee', 'clear', { fee: { isSettled: true, isOwed: true } }, ['fee_open']],
  ['in_guarantee', 'clear', { fee: null }, 'closed'],
  ['in_guarantee', 'clear', sudden({ isFiled: false }), 'closed'],
  ['in_guarantee', 'clear', { hasReason: false }, ['reason_missing']],
  ['in_guarantee', 'clear', { hasReason: false, today: '2028-12-31' }, ['reason_missing']],
  ['in_guarantee', 'clear', { hasReason: false, today: '2029-01-01' }, 'closed'],
  ...(
    [
      ['planned', 'submit'],
      ['returned', 'submit'],
      ['approved', 'grant'],
      ['permitted', 'start'],
      ['suspended', 'resume'],
    ] as const
  ).flatMap(([from, event]): Case[] => [
    [from, event, { contractor: { isBanned: true } }, ['contractor_banned']],
    [from, event, { contractor: null }, ['unknown_contractor']],
  ]),
  ['planned', 'submit', { contractor: { isBanned: true }, findings: null }, ['unknown_findings', 'limits_crossed', 'contractor_banned']], // biome-ignore format: one line
  ['approved', 'grant', { contractor: { isBanned: true }, findings: blocked }, ['blocking_findings', 'contractor_banned']], // biome-ignore format: one line
  // what is only decided, ended or closed does not hang on who digs, and a danger waits for nobody
  ['in_coordination', 'approve', { contractor: { isBanned: true } }, 'approved'],
  ['in_progress', 'reinstate', { contractor: { isBanned: true }, hasStarted: true }, 'reinstated'],
  ['draft', 'notify', { ...sudden({}), contractor: { isBanned: true } }, 'in_progress'],
  ['in_progress', 'file', { ...sudden({}), contractor: null }, 'in_progress'],
  ['in_progress', 'grant', { ...sudden({ isFiled: true }), permit: null, contractor: { isBanned: true } }, ['contractor_banned']], // biome-ignore format: one line
  ['suspended', 'grant', { ...sudden({ isFiled: true }), permit: null, contractor: { isBanned: true } }, ['contractor_banned']], // biome-ignore format: one line
  // nothing is dug any more
  ['reinstated', 'grant', { ...sudden({ isFiled: true }), permit: null, contractor: { isBanned: true } }, 'reinstated'],
  [
    'in_guarantee',
    'grant',
    { ...sudden({ isFiled: true }), permit: null, contractor: { isBanned: true } },
    'in_guarantee',
  ],
  ['in_guarantee', 'grant', { ...sudden({ isFiled: true }), permit: null, contractor: null }, 'in_guarantee'],
  ['planned', 'notify', {}, ['no_emergency']],
  ['draft', 'notify', sudden({}), 'in_progress'],
  ['planned', 'notify', sudden({ hasGround: false }), ['ground_missing']],
  ['planned', 'notify', sudden({ isSmall: false }), ['not_small']],
  ['planned', 'notify', { ...sudden({}), today: '2026-11-30' }, ['not_today']],
  ['draft', 'notify', { ...sudden({}), today: '2026-12-31' }, 'in_progress'],
  ['draft', 'notify', { ...sudden({}), today: '2027-01-01' }, ['not_today']],
  ['planned', 'notify', { ...sudden({}), findings: blocked }, 'in_progress'],
  ['draft', 'notify', { ...sudden({}), findings: crossed }, ['limits_crossed']],
  ['draft', 'notify', { ...sudden({}), findings: unknown }, 'in_progress'],
  ['planned', 'notify', { ...sudden({}), findings: null }, 'in_progress'],
  ['in_progress', 'file', {}, ['no_emergency']],
  ['in_progress', 'file', sudden({}), 'in_progress'],
  ['in_progress', 'file', sudden({ isFiled: true }), ['filed_already']],
  ['in_progress', 'file', sudden({ isAnnounced: false }), ['by_notice_only']],
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
  ['planned', 'cancel', { hasReason: false }, 'cancelled'],
  ['planned', 'cancel', { hasReason: false, isOwn: false }, ['reason_missing']],
  ['permitted', 'cancel', { isOwn: false }, 'cancelled'],
  ['suspended', 'cancel', { hasReason: false, isOwn: false, hasStarted: true }, ['digging', 'reason_missing']],
  ['planned', 'amend', { hasReason: false }, ['reason_missing']],
  ['planned', 'amend', { findings: null, today: '2027-01-01' }, 'planned'],
  ...(['submitted', 'in_coordination', 'approved'] as const).flatMap((from): Case[] => [
    [from, 'amend', { hasReason: false }, ['reason_missing']],
    [from, 'amend', { today: '2027-01-01' }, ['in_the_past']],
    [from, 'amend', { findings: null }, ['unknown_findings', 'limits_crossed']],
    [from, 'amend', { findings: crossed }, ['limits_crossed']],
    [from, 'amend', { findings: blocked }, 'in_coordination'],
    [from, 'propose', {}, ['wrong_status']],
  ]),
  ...(['permitted', 'in_progress', 'suspended'] as const).flatMap((from): Case[] => [
    [from, 'propose', { hasReason: false }, ['reason_missing']],
    [from, 'propose', { permit: null }, ['permit_missing']],
    [from, 'propose', waiting, ['amendment_open']],
    [from, 'propose', { findings: unknown }, ['unknown_findings']],
    [from, 'propose', { findings: crossed }, ['limits_crossed']],
    [from, 'propose', { findings: blocked }, from],
    // a later end is an extension, whatever it is called
    [from, 'propose', often, from],
    [from, 'propose', longer, from],
    [from, 'propose', { ...often, ...longer }, ['extended_often']],
    [from, 'propose', { ...longer, today: '2027-01-01' }, ['permit_over']],
    [from, 'propose', { contractor: { isBanned: true } }, from],
    [from, 'propose', { contractor: { isBanned: true }, ...longer }, ['contractor_banned']],
    [from, 'prolong', { contractor: { isBanned: true } }, ['contractor_banned']],
    [from, 'prolong', { contractor: null }, ['unknown_contractor']],
    [from, 'amend', { ...waiting, contractor: { isBanned: true } }, from],
    [from, 'amend', { ...waiting, contractor: { isBanned: true }, ...longer }, ['contractor_banned']],
    [from, 'propose', sudden({}), from],
    [from, 'propose', sudden({ isSmall: false }), ['not_small']],
    [from, 'prolong', sudden({ isSmall: false }), ['not_small']],
    [from, 'amend', { ...waiting, ...longer, today: '2027-01-05' }, from],
    [from, 'amend', { amendments: { ...waiting.amendments, askedOn: '2027-01-01' }, ...longer }, ['permit_over']],
    [from, 'amend', { amendments: { ...waiting.amendments, isPaid: false } }, ['fee_open']],
    [from, 'amend', { amendments: { ...waiting.amendments, isExtendedOften: true } }, from],
    [from, 'amend', { amendments: { ...waiting.amendments, isExtendedOften: true }, ...longer }, ['extended_often']],
    [from, 'amend', { ...waiting, ...sudden({ isSmall: false }) }, ['not_small']],
    [from, 'amend', { ...waiting, consultation: { asked: 1, open: 1, objections: 0 } }, from],
    [from, 'amend', consulted, from],
    [from, 'amend', { ...consulted, consultation: { asked: 1, open: 1, objections: 0 } }, ['answers_open']],
    [from, 'amend', { ...consulted, consultation: { asked: 1, open: 0, objections: 1 } }, ['objections_open']],
    [from, 'amend', { ...consulted, consultation: null }, ['unknown_consultation', 'answers_open', 'objections_open']],
    [from, 'prolong', { hasReason: false }, ['reason_missing']],
    [from, 'prolong', { permit: null }, ['permit_missing']],
    [from, 'prolong', { today: '2026-12-31' }, from],
    [from, 'prolong', { today: '2027-01-01' }, ['permit_over']],
    [from, 'prolong', { findings: blocked }, ['blocking_findings']],
    [from, 'prolong', { findings: crossed }, ['limits_crossed', 'blocking_findings']],
    [from, 'prolong', { ...often, hasReason: false }, ['reason_missing', 'extended_often']],
    [from, 'prolong', waiting, ['amendment_open']],
    [from, 'amend', waiting, from],
    [from, 'amend', { ...waiting, hasReason: false }, from],
    [from, 'amend', { ...waiting, findings: blocked }, ['blocking_findings']],
    [from, 'amend', { ...waiting, findings: null }, ['unknown_findings', 'limits_crossed', 'blocking_findings']],
    [from, 'amend', { ...waiting, today: '2027-01-01' }, ['in_the_past']],
    // an extension does not lose by how long the office takes, though its own end has passed
    [from, 'amend', { ...waiting, ...longer, today: '2027-01-10' }, from],
    [from, 'decline', waiting, from],
    [from, 'decline', { ...waiting, hasReason: false }, ['reason_missing']],
    [from, 'withdraw', { ...waiting, hasReason: false }, from],
    [from, 'withdraw', { ...waiting, isOwn: false }, ['not_yours']],
  ]),
]

describe('what a step asks for', () => {
  it.each(cases)('%s, %s with %j: %s', (status, event, facts, outcome) =>
    expect(transition(status, event, everybody, { ...fine, ...facts })).toEqual(
      typeof outcome === 'string' ? { status: outcome } : { refusals: outcome },
    ),
  )
})
