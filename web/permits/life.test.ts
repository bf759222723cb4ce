import { describe, expect, it } from 'vitest'
import { type LifeFacts, lifeSteps } from './life.ts'

const facts: LifeFacts = {
  status: 'planned',
  hasStarted: false,
  wasSubmitted: false,
  hasPermit: false,
  isEmergency: false,
  isProject: false,
  wasCoordinated: null,
}
const marks = { done: '+', now: '*', skipped: '-', ahead: '.' } as const
const drawn = (change: Partial<LifeFacts>) =>
  lifeSteps({ ...facts, ...change })
    .map(({ state, isAside }) => (isAside ? '!' : marks[state]))
    .join('')

describe('the steps of a works', () => {
  it.each([
    ['planned', '*........'],
    ['submitted', '+*.......'],
    ['in_coordination', '++*......'],
    ['approved', '+++*.....'],
    ['permitted', '++++*....'],
    ['in_guarantee', '+++++++*.'],
    ['closed', '++++++++*'],
  ] as const)('%s', (status, expected) => {
    expect(drawn({ status })).toBe(expected)
  })

  it('of a future project end where works come of it', () => {
    expect(drawn({ isProject: true })).toBe('*.')
    expect(drawn({ isProject: true, status: 'draft' })).toBe('!..')
    expect(drawn({ isProject: true, status: 'progressed' })).toBe('+*')
    expect(drawn({ isProject: true, status: 'cancelled' })).toBe('+!')
  })

  it('say that coordination was not needed, once it is past', () => {
    expect(drawn({ status: 'approved', wasCoordinated: false })).toBe('++-*.....')
    expect(drawn({ status: 'submitted', wasCoordinated: false })).toBe('+*.......')
  })

  it('of an emergency come after its notice, as far as they are needed', () => {
    const emergency = { status: 'in_progress', hasStarted: true, isEmergency: true } as const
    expect(drawn(emergency)).toBe('+.--.*...')
    expect(drawn({ ...emergency, wasSubmitted: true, hasPermit: true })).toBe('++--+*...')
  })

  it.each([
    ['draft', {}, '!.........'],
    ['returned', { wasSubmitted: true }, '+!........'],
    ['refused', {}, '++!'],
    ['cancelled', {}, '+!'],
    ['cancelled', { wasSubmitted: true }, '++!'],
    ['cancelled', { hasPermit: true }, '+++++!'],
    ['expired', { hasPermit: true }, '+++++!'],
    ['suspended', { hasPermit: true }, '+++++!....'],
    ['suspended', { hasPermit: true, hasStarted: true }, '++++++!...'],
  ] as const)('%s stands beside the way', (status, known, expected) => {
    expect(drawn({ status, ...known })).toBe(expected)
  })
})
