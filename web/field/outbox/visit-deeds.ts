import { uuidv7 } from 'uuidv7'
import type { About, OutboxEntry, StoreTrouble, VisitDeed } from '../offline/contract.ts'
import { answered, troubleOf, within } from '../store/database.ts'
import { personOn } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { afterDeed } from './rules.ts'
import { wake } from './sending.ts'

/** Keeps on this phone that its inspector goes on a visit, or does not after all; it is sent by itself. Null: kept. */
export async function keepVisitDeed(visit: VisitDeed, about: About): Promise<StoreTrouble | null> {
  try {
    const isKept = await within(['entries', 'facts'], 'readwrite', async (on) => {
      const person = await personOn(on('facts'))
      if (!person) return false
      const entries = (await answered(on('entries').index('user').getAll(person.user.id))) as OutboxEntry[]
      const { gone, isNew } = afterDeed(entries, visit)
      for (const id of gone) on('entries').delete(id)
      if (isNew) on('entries').put(entryOf(visit, about, person.user.id))
      return true
    })
    if (!isKept) return 'nobody'
    tell('outbox')
    wake()
    return null
  } catch (error) {
    return troubleOf(error)
  }
}

function entryOf(visit: VisitDeed, about: About, userId: string): OutboxEntry {
  const id = uuidv7()
  return {
    id,
    userId,
    inspectionId: id,
    operation: 'visit',
    visit,
    order: 0,
    about,
    bytes: 0,
    savedAt: new Date().toISOString(),
    state: 'waiting',
    tries: 0,
    nextTryAt: null,
    sentAt: null,
    answer: null,
    number: null,
  }
}
