import { expect, it } from 'vitest'
import { mayCall } from './may-call.ts'

const municipalities = [
  { id: 'west', agencyId: 'west-office' },
  { id: 'east', agencyId: 'east-office' },
  { id: 'rest', agencyId: 'root' },
]
const planner = (agencyId: string | null, everywhere = false) => ({ role: 'planner', agencyId, everywhere }) as const

it.each([
  ['the office of the municipality', planner('west-office'), { municipality: 'west' }, true],
  ['the office of another', planner('east-office'), { municipality: 'west' }, false],
  ['an office, of what is drawn', planner('east-office'), {}, true],
  ['the office of no municipality', planner('ministry'), {}, false],
  ['nobody’s planner', planner(null), { municipality: 'west' }, false],
  ['the root authority', planner('root', true), { municipality: 'west' }, true],
  [
    'an agency',
    { role: 'utility', agencyId: 'west-office', everywhere: false } as const,
    { municipality: 'west' },
    false,
  ],
  ['a visitor', null, { municipality: 'west' }, false],
] as const)('is offered to %s or not, as the service answers', (_who, user, asked, may) => {
  expect(mayCall(user, asked, municipalities)).toBe(may)
})
