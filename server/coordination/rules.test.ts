import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../policy/load.ts'
import { crossedDays, kindsOf, type Standing } from './rules.ts'

const pack = loadRulePack('ksa')
const ground = { touches: true, near: true }

function standing(more: Partial<Standing> = {}): Standing {
  return {
    status: 'planned',
    category: 'planned',
    projectId: null,
    groupId: null,
    occupies: { start: '2027-01-01', end: '2027-01-31' },
    guaranteeUntil: null,
    ...more,
  }
}

/** Of one group, on these days. */
const linked = (start = '2027-01-01', end = '2027-01-31') => standing({ groupId: 'g', occupies: { start, end } })

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
    ['one trench', linked(), linked(), ground, []],
    ['one trench, near', linked(), linked(), { touches: false, near: true }, []],
    ['one trench, one period holds the other', linked(), linked('2027-01-10', '2027-01-31'), ground, []],
    ['one trench, the periods only overlap', linked(), linked('2027-01-10', '2027-02-01'), ground, ['clash']],
    ['one trench, near, the periods only overlap', linked(), linked('2027-01-10', '2027-02-01'), { touches: false, near: true }, ['proximity']], // biome-ignore format: one line
    ['one trench, apart in time', linked(), linked('2027-03-01', '2027-03-31'), ground, ['repeat_dig']],
    ['one trench, after road works', { ...linked(), category: 'road_works' }, linked('2027-03-01', '2027-03-31'), ground, ['repeat_dig', 'moratorium']], // biome-ignore format: one line
    ['one trench, after a finished one', { ...finished, groupId: 'g' }, linked('2027-01-10', '2027-02-10'), ground, ['repeat_dig', 'guarantee']], // biome-ignore format: one line
    ['two trenches', standing({ groupId: 'g' }), standing({ groupId: 'h' }), ground, ['clash']],
    ['two projects', standing({ projectId: 'p' }), standing({ projectId: 'q' }), ground, ['clash']],
    ['after road works', standing({ category: 'road_works' }), later, ground, ['repeat_dig', 'moratorium']],
    ['before road works', standing(), standing({ ...later, category: 'road_works' }), ground, ['repeat_dig']],
  ] as const)('%s', (_name, a, b, where, expected) => {
    expect(kindsOf(a, b, where, pack)).toEqual(expected)
    expect(kindsOf(b, a, where, pack)).toEqual(expected)
  })
})

describe('crossedDays', () => {
  const closing = { ...standing(), closure: 'full' as const }
  const leading = { ...standing({ occupies: { start: '2027-01-20', end: '2027-02-10' } }), part: null }
  const both = { start: '2027-01-20', end: '2027-01-31' }

  it.each([
    ['both run', {}, {}, both],
    ['a lane is closed', { closure: 'lane' as const }, {}, both],
    ['nothing is closed', { closure: 'none' as const }, {}, null],
    ['the diversion runs later', {}, { part: { firstDay: 12, lastDay: 20 } }, null],
    [
      'the diversion runs on the last day',
      {},
      { part: { firstDay: 11, lastDay: 20 } },
      { start: '2027-01-31', end: '2027-01-31' },
    ],
    ['the works ends before its diversion begins', {}, { part: { firstDay: 30, lastDay: 40 } }, null],
    ['one is a draft', { status: 'draft' as const }, {}, null],
    ['one is finished', {}, { status: 'in_guarantee' as const }, null],
    ['both are of one project', { projectId: 'p' }, { projectId: 'p' }, null],
  ])('%s', (_name, one, two, expected) =>
    expect(crossedDays({ closing: { ...closing, ...one }, leading: { ...leading, ...two } }, pack)).toEqual(expected),
  )

  it('goes by what the pack lets stand in the way', () => {
    const lenient = { ...pack, diversion: { ...pack.diversion, closures: ['full' as const] } }
    expect(crossedDays({ closing: { ...closing, closure: 'lane' }, leading }, lenient)).toBeNull()
  })
})
