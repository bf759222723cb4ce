import { uuidv7 } from 'uuidv7'
import type { About, OutboxEntry, StoreTrouble, VisitDeed } from '../offline/contract.ts'
import { answered, troubleOf, within } from '../store/database.ts'
import { personOn } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { afterDeed } from './rules.ts'
import { wake } from './sending.ts'

interface Said {
  userId: string
  visit: VisitDeed
  about: About
}

/** Keeps on this phone that its inspector goes on a visit, or does not after all; it is sent by itself. Null: kept. */
export async function keepVisitDeed({ userId, visit, about }: Said): Promise<StoreTrouble | null> {
  try {
    const trouble = await within(['entries', 'facts'], 'readwrite', async (on) => {
      const person = await personOn(on('facts'))
      if (person?.user.id !== userId) return person ? 'other_user' : 'nobody'
      const entries = (await answered(on('entries').index('user').getAll(userId))) as OutboxEntry[]
      const { gone, isNew, tries } = afterDeed(entries, visit)
      for (const id of gone) on('entries').delete(id)
      if (isNew) on('entries').put(entryOf({ userId, visit, about }, tries))
      return null
    })
    if (trouble) return trouble
    tell('outbox')
    wake()
    return null
  } catch (error) {
    return troubleOf(error)
  }
}

function entryOf({ userId, visit, about }: Said, tries: number): OutboxEntry {
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
    tries,
    nextTryAt: null,
    sentAt: null,
    answer: null,
    number: null,
  }
}
