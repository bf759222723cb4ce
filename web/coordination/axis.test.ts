import { describe, expect, it } from 'vitest'
import { axisOf, cutOf, touches } from './axis.ts'

const own = { start: '2027-01-19', end: '2027-02-10' }

describe('an axis of a works and those it meets', () => {
  it('ends near the works, and leaves out what is far away beside what is near', () => {
    const near = { start: '2027-02-01', end: '2027-03-01' }
    const axis = axisOf(own, [near, { start: '2029-01-01', end: '2029-02-01' }])
    expect(axis.start).toBe('2027-01-17')
    expect(axis.end < '2028-01-01').toBe(true)
    expect(touches(axis, near)).toBe(true)
  })

  it('reaches to the nearest where all are far away', () => {
    const before = { start: '2026-02-01', end: '2026-04-10' }
    const axis = axisOf(own, [{ start: '2028-06-01', end: '2028-07-01' }, before])
    expect(axis).toEqual({ start: '2026-01-30', end: '2027-02-12' })
  })

  it('is that of the works alone where it meets nobody', () => {
    expect(axisOf(own, [])).toEqual({ start: '2027-01-17', end: '2027-02-12' })
  })
})

describe('a bar', () => {
  const axis = { start: '2027-01-01', end: '2027-01-31' }
  it.each([
    ['within', { start: '2027-01-01', end: '2027-01-31' }, undefined],
    ['begun before', { start: '2026-12-31', end: '2027-01-31' }, 'start'],
    ['that goes on', { start: '2027-01-01', end: '2027-02-01' }, 'end'],
    ['longer than the axis', { start: '2026-01-01', end: '2028-02-01' }, 'start end'],
  ])('%s', (_name, period, cut) => expect(cutOf(axis, period)).toBe(cut))
})
