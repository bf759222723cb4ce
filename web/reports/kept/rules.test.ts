import { describe, expect, it } from 'vitest'
import { aboutToSend, afterAnswer, isDue, type KeptReport, standingOf } from './rules.ts'

const now = new Date('2026-11-27T12:00:00Z')
const report: KeptReport = {
  id: 'a',
  category: 'potholes',
  keptAt: '2026-11-27T11:00:00.000Z',
  state: 'waiting',
  tries: 0,
  firstTryAt: null,
  nextTryAt: null,
  problem: null,
  saying: { photo: { type: 'image/jpeg', bytes: new ArrayBuffer(4) }, place: { lng: 46.7, lat: 24.7 }, note: 'deep' },
  receipt: null,
}
const problem = (status: number, type = '') => ({ type, title: '', status })
const answered = (status: number, type = '', isBack = false) => ({
  heard: { ok: false as const, problem: problem(status, type) },
  isBack,
})

describe('a report that waits', () => {
  it.each([
    ['has its turn at once', null, true],
    ['not before its time', '2026-11-27T12:00:01.000Z', false],
    ['has its turn when that is over', '2026-11-27T12:00:00.000Z', true],
    ['does not wait for what a clock of before had said', '2026-11-27T13:00:01.000Z', true],
  ])('%s', (_, nextTryAt, due) => expect(isDue({ ...report, nextTryAt }, now)).toBe(due))

  it.each(['refused', 'unsure', 'arrived'] as const)('has none where it is %s', (state) => {
    expect(isDue({ ...report, state }, now)).toBe(false)
  })
})

it.each([
  ['none', []],
  ['arrived', ['arrived', 'arrived']],
  ['needs_you', ['arrived', 'refused']],
  ['needs_you', ['unsure']],
  ['waiting', ['arrived', 'refused', 'waiting']],
] as const)('all that lies here is said to be: %s', (standing, states) => {
  expect(standingOf(states.map((state) => ({ ...report, state })))).toBe(standing)
})

describe('before it is tried', () => {
  it('it is noted when it may first have arrived', () => {
    const once = aboutToSend(report, now, 3)
    expect(once).toEqual({ ...report, tries: 1, firstTryAt: now.toISOString() })
    expect(aboutToSend(once, new Date('2026-11-27T13:00:00Z'), 3)).toMatchObject({ tries: 2, firstTryAt: now.toISOString() }) // biome-ignore format: one line
  })

  it.each([
    ['is sent as long as the service knows its key', '2026-11-24T12:00:01.000Z', 'waiting'],
    ['is left to its author where it may be taken for another one', '2026-11-24T12:00:00.000Z', 'unsure'],
  ])('it %s', (_, firstTryAt, state) => {
    expect(aboutToSend({ ...report, tries: 1, firstTryAt }, now, 3)).toMatchObject({ state })
  })
})

describe('after its answer', () => {
  const tried = aboutToSend(report, now, 3)

  it('only its number and the way to follow it stay, once it is there', () => {
    const receipt = { number: 'RUH-R-2026-0000001', follow: 'secret' }
    const after = afterAnswer(tried, { heard: { ok: true, value: receipt }, isBack: false }, now)
    expect(after).toEqual({ ...tried, state: 'arrived', saying: null, receipt })
  })

  it.each([
    ['no network', answered(0), 'waiting', 5],
    ['the network came back meanwhile', answered(0, '', true), 'waiting', 0],
    ['the service is down', answered(503), 'waiting', 5],
    ['it is being taken in', answered(409, '/problems/in-flight'), 'waiting', 5],
    ['the session ended', answered(401), 'waiting', 0],
  ])('it waits where %s', (_, heard, state, seconds) => {
    const nextTryAt = new Date(now.getTime() + seconds * 1000).toISOString()
    expect(afterAnswer(tried, heard, now)).toMatchObject({ state, nextTryAt, saying: report.saying })
  })

  it('it waits for its author where it was read and refused, with all that it says', () => {
    expect(afterAnswer(tried, answered(422), now)).toMatchObject({
      state: 'refused',
      nextTryAt: null,
      problem: problem(422),
      saying: report.saying,
    })
  })
})
