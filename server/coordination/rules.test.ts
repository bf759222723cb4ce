import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../policy/load.ts'
import { kindsOf, type Standing } from './rules.ts'

const pack = loadRulePack('ksa')
const ground = { touches: true, near: true }

function standing(more: Partial<Standing> = {}): Standing {
  return {
    status: 'planned',
    category: 'planned',
    projectId: null,
    occupies: { start: '2027-01-01', end: '2027-01-31' },
    guaranteeUntil: null,
    ...more,
  }
}

describe('kindsOf', () => {
  const later = standing({ occupies: { start: '2027-03-01', end: '2027-03-31' } })
  const finished = standing({ status: 'in_guarantee', guaranteeUntil: '2028-01-31' })

  it.each([
    ['same days', standing(), standing(), ground, ['clash']],
    ['same days, apart', standing(), standing(), { touches: false, near: true }, ['proximity']],
    ['far apart', standing(), standing(), { touches: false, near: false }, []],
    ['apart in time', standing(), later, ground, ['repeat_dig']],
    ['apart in time and place', standing(), later, { touches: false, near: true }, []],
    ['after a finished one', finished, later, ground, ['repeat_dig', 'guarantee']],
    ['both finished', finished, finished, ground, []],
    ['one closed', standing({ status: 'closed' }), later, ground, []],
    ['one project', standing({ projectId: 'p' }), standing({ projectId: 'p' }), ground, []],
    ['two projects', standing({ projectId: 'p' }), standing({ projectId: 'q' }), ground, ['clash']],
    ['after road works', standing({ category: 'road_works' }), later, ground, ['repeat_dig', 'moratorium']],
    ['before road works', standing(), standing({ ...later, category: 'road_works' }), ground, ['repeat_dig']],
  ] as const)('%s', (_name, a, b, where, expected) => {
    expect(kindsOf(a, b, where, pack)).toEqual(expected)
    expect(kindsOf(b, a, where, pack)).toEqual(expected)
  })
})
