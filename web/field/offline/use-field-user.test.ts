import { describe, expect, it } from 'vitest'
import type { User } from '../../../server/agencies/contract.ts'
import type { Standing } from '../store/facts.ts'
import { whoWorks } from './use-field-user.ts'

const now = Date.parse('2026-11-27T12:00:00.000Z')
const at = (time: string) => Date.parse(`2026-11-27T${time}:00.000Z`)
const user = (id: string) => ({ id }) as User
const kept = (id: string | null, time: string): Standing => {
  const since = `2026-11-27T${time}:00.000Z`
  return { person: id ? { user: user(id), seenAt: since } : null, since }
}

describe('who works on a phone', () => {
  it.each([
    ['whom the server has named, before the phone is read', 'noor', '09:00', null, 'noor', false],
    ['whom the server has named first of all', 'noor', '09:00', { person: null, since: null }, 'noor', false],
    ['who has just signed in here', 'fahad', '11:00', kept('noor', '09:00'), 'fahad', false],
    ['who has signed in since in another window', 'noor', '09:00', kept('fahad', '11:00'), 'fahad', false],
    ['nobody, after they signed out in another window', 'noor', '09:00', kept(null, '11:00'), null, null],
    ['who signed in after somebody had signed out', 'noor', '11:00', kept(null, '09:00'), 'noor', false],
    ['who is named now, after the clock was put back', 'fahad', '11:00', kept('noor', '20:00'), 'fahad', false],
    ['whose session is over', null, '11:00', kept('noor', '09:00'), 'noor', true],
    ['who was here, before the server has said anything', undefined, '00:00', kept('noor', '09:00'), 'noor', false],
  ] as const)('is %s', (_, named, time, standing, id, isSessionOver) => {
    const told = { user: typeof named === 'string' ? user(named) : named, answeredAt: at(time) }
    const works = whoWorks(told, standing, now)
    expect([works?.id ?? null, works?.isSessionOver ?? null]).toEqual([id, isSessionOver])
  })
})
