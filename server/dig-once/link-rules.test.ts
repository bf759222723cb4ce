import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../policy/load.ts'
import { type Linkable, linking } from './link-rules.ts'

const pack = loadRulePack('ksa')

function works(id: string, more: Partial<Linkable> = {}): Linkable {
  return {
    ...{ id, number: id, agencyId: `agency of ${id}`, projectId: null, groupId: null },
    ...{ category: 'planned', status: 'planned', streetClass: 'local' },
    period: { start: '2027-01-01', end: '2027-01-10' },
    ...more,
  }
}

const [a, b, c] = ['a', 'b', 'c'].map((id) => works(id)) as [Linkable, Linkable, Linkable]
const stretches = [
  { a: 'a', b: 'b', metres: 100 },
  { a: 'b', b: 'c', metres: 40 },
]

describe('linking works under a lead', () => {
  it('tells how each joins, from the lead outwards', () => {
    const { joinings } = linking({ lead: a, members: [c, b], linked: [], stretches }, pack)
    expect(joinings?.map(({ worksId, alongId, sharedMetres }) => [worksId, alongId, sharedMetres])).toEqual([
      ['b', 'a', 100],
      ['c', 'b', 40],
    ])
  })

  it('takes more works into the group that its lead leads', () => {
    const [lead, linked] = [works('a', { groupId: 'g' }), works('b', { groupId: 'g' })]
    const { joinings } = linking({ lead, members: [c], linked: [linked], stretches }, pack)
    expect(joinings).toMatchObject([{ worksId: 'c', alongId: 'b', sharedMetres: 40, streetDays: 10 }])
  })

  it.each([
    ['nobody but the lead', { members: [] }, [['no_members', 'a']]],
    ['one agency', { members: [works('b', { agencyId: a.agencyId })] }, [['one_agency', 'a']]],
    [
      'one project',
      { lead: works('a', { projectId: 'p' }), members: [works('b', { projectId: 'p' })] },
      [['same_project', 'b']],
    ],
    ['a draft', { members: [works('b', { status: 'draft' })] }, [['not_planned', 'b']]],
    ['a cancelled one', { members: [works('b', { status: 'cancelled' })] }, [['not_planned', 'b']]],
    ['a progressed project', { members: [works('b', { status: 'progressed' })] }, [['not_planned', 'b']]],
    ['a closed one', { members: [works('b', { status: 'closed' })] }, [['not_planned', 'b']]],
    ['one that is dug', { members: [works('b', { status: 'in_progress' })] }, [['dug', 'b']]],
    ['one that is finished', { members: [works('b', { status: 'in_guarantee' })] }, [['dug', 'b']]],
    ['a lead that is dug', { lead: works('a', { status: 'in_progress' }), members: [b] }, [['dug', 'a']]],
    ['an emergency', { members: [works('b', { category: 'emergency' })] }, [['emergency', 'b']]],
    ['one of another group', { members: [works('b', { groupId: 'g' })] }, [['in_group', 'b']]],
    ['a lead that another leads', { lead: works('a', { groupId: 'g' }), members: [b] }, [['in_group', 'a']]],
    ['no shared ground', { members: [c] }, [['no_shared_ground', 'c']]],
    ['no shared ground with one of two', { members: [b, works('d')] }, [['no_shared_ground', 'd']]],
    [
      'several things at once',
      { members: [works('b', { status: 'draft' }), works('c', { groupId: 'g' })] },
      [
        ['not_planned', 'b'],
        ['in_group', 'c'],
      ],
    ],
  ] as const)('refuses %s', (_name, given, expected) => {
    const { refusals } = linking({ lead: a, linked: [], stretches, ...given }, pack)
    expect(refusals?.map(({ code, number }) => [code, number])).toEqual(expected)
  })
})
