import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { keepPerson, readPerson } from '../store/facts.ts'
import { keepWhatIsSaid } from './start.ts'

const person = (id: string) => ({ id }) as Parameters<typeof keepPerson>[0]

describe('somebody who signs in on a phone of somebody else', () => {
  it('is known there before it is told: what is theirs is sent only as theirs', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory())
    await keepPerson(person('planner'))
    const client = new QueryClient()
    const known = new Promise((done) => {
      keepWhatIsSaid(client, () => done(readPerson().then((kept) => kept?.user.id)))
    })
    client.setQueryData(['session'], { user: person('noor') })
    expect(await known).toBe('noor')
  })
})
