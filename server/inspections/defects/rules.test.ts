import { describe, expect, it } from 'vitest'
import { type DefectFacts, type DefectParty, defectStep, isDug, isLateOn, mayStep } from './rules.ts'

const today = '2026-11-24'
const facts: DefectFacts = {
  state: 'open',
  answer: null,
  isContested: false,
  agreedDay: null,
  proposedDays: [],
  isAnswerOverdue: false,
  today,
  hasReason: true,
  days: [],
  lastDay: '2026-12-24',
  photo: null,
}
const photo = { metres: 12, withinMetres: 100, isOld: false }
const mended = { state: 'mended' } as const
const disputed = { answer: 'disputed', isContested: true } as const
const asked = { answer: 'joint_visit', isContested: true, proposedDays: ['2026-11-26', '2026-11-29'] } as const
const theirs: DefectParty[] = ['responsible']
const inspector: DefectParty[] = ['inspector']
const office: DefectParty[] = ['inspector', 'office']
const time: DefectParty[] = ['time']

describe('what may become of a defect', () => {
  it.each([
    ['accept', theirs, {}, 'open'],
    ['accept', office, {}, 'not_yours'],
    ['accept', theirs, { answer: 'accepted' }, 'answered'],
    ['accept', theirs, mended, 'mended'],
    ['dispute', theirs, {}, 'open'],
    ['dispute', theirs, { hasReason: false }, 'reason_missing'],
    ['dispute', theirs, disputed, 'answered'],
    ['ask_visit', theirs, { days: ['2026-11-26'] }, 'open'],
    ['ask_visit', theirs, {}, 'day_missing'],
    ['ask_visit', theirs, { days: ['2026-11-26', '2026-11-23'] }, 'day_past'],
    ['ask_visit', theirs, { days: [today, '2026-12-24'] }, 'open'],
    ['ask_visit', theirs, { days: ['2026-12-25'] }, 'day_far'],
    ['dispute', theirs, { isAnswerOverdue: true }, 'answer_time_over'],
    ['ask_visit', theirs, { days: ['2026-11-26'], isAnswerOverdue: true }, 'answer_time_over'],
    ['accept', theirs, { isAnswerOverdue: true }, 'open'],
    ['deem', time, { isAnswerOverdue: true }, 'open'],
    ['deem', time, {}, 'answer_time_runs'],
    ['deem', time, { isAnswerOverdue: true, answer: 'disputed' }, 'answered'],
    ['deem', theirs, { isAnswerOverdue: true }, 'not_yours'],
    ['agree_visit', office, { ...asked, days: ['2026-11-29'] }, 'open'],
    ['agree_visit', office, { ...asked, days: ['2026-11-27'] }, 'day_not_proposed'],
    ['agree_visit', office, { ...asked, days: [] }, 'day_missing'],
    ['agree_visit', office, { ...asked, days: ['2026-11-26'], today: '2026-11-27' }, 'day_past'],
    ['agree_visit', office, { ...asked, agreedDay: '2026-11-26', days: ['2026-11-29'] }, 'visit_agreed'],
    ['agree_visit', office, { ...disputed, days: ['2026-11-29'] }, 'no_visit_asked'],
    ['agree_visit', inspector, { ...asked, days: ['2026-11-29'] }, 'not_yours'],
    ['uphold', office, disputed, 'open'],
    ['uphold', office, asked, 'open'],
    ['uphold', office, { ...disputed, ...mended }, 'mended'],
    ['uphold', office, { answer: 'accepted' }, 'nothing_contested'],
    ['uphold', office, { ...disputed, hasReason: false }, 'reason_missing'],
    ['uphold', inspector, disputed, 'not_yours'],
    ['withdraw', office, {}, 'withdrawn'],
    ['withdraw', office, { ...disputed, ...mended }, 'withdrawn'],
    ['withdraw', office, { hasReason: false }, 'reason_missing'],
    ['withdraw', theirs, {}, 'not_yours'],
    ['withdraw', office, { state: 'verified' }, 'ended'],
    ['mend', theirs, { photo }, 'mended'],
    ['mend', theirs, { photo, ...disputed }, 'mended'],
    ['mend', theirs, { photo, ...mended }, 'mended!'],
    ['mend', theirs, { photo, state: 'withdrawn' }, 'ended'],
    ['mend', theirs, {}, 'photo_missing'],
    ['mend', theirs, { photo: { ...photo, metres: null } }, 'photo_placeless'],
    ['mend', theirs, { photo: { ...photo, metres: 100 } }, 'mended'],
    ['mend', theirs, { photo: { ...photo, metres: 100.5 } }, 'photo_elsewhere'],
    ['mend', theirs, { photo: { ...photo, isOld: true } }, 'photo_old'],
    ['mend', theirs, { photo, hasReason: false }, 'reason_missing'],
    ['mend', office, { photo }, 'not_yours'],
    ['reject', inspector, mended, 'open'],
    ['reject', inspector, { ...mended, hasReason: false }, 'reason_missing'],
    ['reject', inspector, { ...mended, days: ['2026-11-23'] }, 'day_past'],
    ['reject', inspector, {}, 'not_mended'],
    ['reject', theirs, mended, 'not_yours'],
    ['verify', inspector, mended, 'verified'],
    ['verify', office, {}, 'verified'],
    ['verify', theirs, mended, 'not_yours'],
    ['verify', inspector, { state: 'verified' }, 'ended'],
    ['find_again', inspector, mended, 'open'],
    ['find_again', inspector, {}, 'open'],
  ] as const)('%s by %o where %o: %s', (event, parties, more, expected) => {
    const step = defectStep(event, parties, { ...facts, ...more } as DefectFacts)
    expect(expected.endsWith('!') ? `${step.refusal}!` : (step.state ?? step.refusal)).toBe(expected)
  })
})

describe('what is offered', () => {
  it.each([
    ['dispute', theirs, { hasReason: false }, true],
    ['ask_visit', theirs, {}, true],
    ['mend', theirs, { hasReason: false }, true],
    ['mend', inspector, {}, false],
    ['reject', inspector, { ...mended, hasReason: false }, true],
    ['agree_visit', office, asked, true],
    ['agree_visit', office, {}, false],
    ['accept', theirs, { answer: 'accepted' }, false],
  ] as const)('%s to %o where %o: %s', (event, parties, more, expected) => {
    expect(mayStep(event, parties, { ...facts, ...more } as DefectFacts)).toBe(expected)
  })
})

describe('late', () => {
  it.each([
    ['open', '2026-11-23', false, true],
    ['open', '2026-11-24', false, false],
    ['open', '2026-11-23', true, false],
    ['mended', '2026-11-01', false, false],
    ['verified', '2026-11-01', false, false],
  ] as const)('%s, due on %s, contested %s: %s', (state, dueOn, isContested, expected) => {
    expect(isLateOn({ state, dueOn, isContested }, today)).toBe(expected)
  })
})

const opened = { start: '2026-11-20', end: null }
it.each([
  ['in_progress', opened, true],
  ['suspended', opened, true],
  // stopped before anybody dug
  ['suspended', null, false],
  ['permitted', null, false],
  ['in_guarantee', null, true],
  ['closed', opened, false],
] as const)(
  'ground of a works that is %s, dug %j, has been opened and is answered for: %s',
  (status, actualPeriod, is) => expect(isDug({ status, actualPeriod })).toBe(is),
)
