import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { User } from '../../../server/agencies/contract.ts'
import { turnsOfTheLoop } from '../../../testing/turns-of-the-loop.ts'
import type { TakenArea } from './contract.ts'

const day = 86_400_000
const user = (id: string) => ({ id }) as User

/** Each test has a phone of its own, with two windows: they share a store, and no queries. */
let phone: typeof import('./start.ts') &
  typeof import('./kept-area.ts') &
  typeof import('./forget.ts') &
  typeof import('../store/facts.ts') &
  typeof import('../store/told.ts')
let one: QueryClient
let other: QueryClient
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.resetModules()
  phone = {
    ...(await import('./start.ts')),
    ...(await import('./kept-area.ts')),
    ...(await import('./forget.ts')),
    ...(await import('../store/facts.ts')),
    ...(await import('../store/told.ts')),
  }
  one = new QueryClient()
  other = new QueryClient()
})

async function signedIn(client: QueryClient, id: string, answeredAt = Date.now()) {
  client.setQueryData(['session'], { user: user(id) }, { updatedAt: answeredAt })
  const end = phone.keepWhatIsSaid(client, () => undefined)
  await turnsOfTheLoop()
  end()
}
const whoIsKept = async () => (await phone.readPerson())?.user.id ?? null

describe('somebody who signs in on a phone of somebody else', () => {
  it('is known there before it is told: what is theirs is sent only as theirs', async () => {
    await phone.settlePerson(user('planner'), Date.now())
    const known = new Promise((done) => {
      phone.keepWhatIsSaid(one, () => done(whoIsKept()))
    })
    one.setQueryData(['session'], { user: user('noor') })
    expect(await known).toBe('noor')
  })

  it('keeps their area, whatever a window of before still knows, and other windows are told', async () => {
    const now = Date.now()
    await signedIn(one, 'noor', now - 60_000)
    const heard: string[] = []
    phone.listen((news) => heard.push(news))
    await signedIn(other, 'fahad', now)
    expect(heard).toContain('session')
    await phone.keepArea('fahad', { takenAt: 'now' } as TakenArea)
    // its pages are turned: what it was told a minute ago is settled once more
    await signedIn(one, 'noor', now - 60_000)
    expect([await whoIsKept(), (await phone.readArea('fahad'))?.takenAt]).toEqual(['fahad', 'now'])
  })

  it('is known although the clock was put back since', async () => {
    await phone.settlePerson(user('noor'), Date.now() + day)
    await signedIn(one, 'fahad')
    expect(await whoIsKept()).toBe('fahad')
  })
})

describe('somebody who has signed out', () => {
  it('is not brought back by a window that was told of them before', async () => {
    const then = Date.now() - 60_000
    await signedIn(one, 'noor', then)
    const heard: string[] = []
    phone.listen((news) => heard.push(news))
    await phone.forgetHere()
    expect(heard).toContain('session')
    await signedIn(other, 'noor', then)
    expect(await whoIsKept()).toBeNull()
    await signedIn(other, 'noor')
    expect(await whoIsKept()).toBe('noor')
  })
})

describe('a page of the field that is opened without a network', () => {
  it.each([
    [6, 'noor'],
    [8, undefined],
  ])('knows whoever was here %i days ago: %s', async (days, known) => {
    await phone.settlePerson(user('noor'), Date.now() - days * day)
    await phone.knowAgain(one)
    expect(one.getQueryData<{ user: User }>(['session'])?.user.id).toBe(known)
  })
})
