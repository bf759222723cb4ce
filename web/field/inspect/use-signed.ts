import { useEffect, useState } from 'react'
import type { OutboxEntry } from '../offline/contract.ts'
import { entriesOf } from '../outbox/entries.ts'
import { dropDraft } from './drafts.ts'
import { signedBefore } from './signed-before.ts'

/**
 * The records of this user on this phone as they were when this errand was opened; `undefined` until they are read. One
 * that is signed in the meantime is not among them: its form shows that itself.
 */
export function useRecords(userId: string, errand: string | null): readonly OutboxEntry[] | undefined {
  const [read, setRead] = useState<{ errand: string | null; records: readonly OutboxEntry[] }>()
  useEffect(() => {
    let isLeft = false
    entriesOf(userId)
      // where nothing can be read nothing was kept; signing will say so
      .catch((): OutboxEntry[] => [])
      .then((entries) => entries.filter(({ operation }) => operation === 'record'))
      .then((records) => isLeft || setRead({ errand, records }))
    return () => {
      isLeft = true
    }
  }, [userId, errand])
  return read?.errand === errand ? read.records : undefined
}

interface Signed {
  /** What was signed for this errand before; null where nothing was, `undefined` until the phone was looked through. */
  before: OutboxEntry | null | undefined
  /** Somebody has seen it, and means to make another one. */
  isAnother: boolean
  another: () => Promise<void>
}

/** Was this errand signed already? Then another one has to be meant. */
export function useSigned({
  key,
  isPlanned,
  userId,
}: {
  key: string | null
  isPlanned: boolean
  userId: string
}): Signed {
  const records = useRecords(userId, key)
  const [over, setOver] = useState<string | null>(null)
  const before = records && (key === null ? null : signedBefore(records, { key, isPlanned }, new Date()))
  const another = async () => {
    if (!before || key === null) return
    // where its draft could not be let go when it was signed, it stands in the way
    await dropDraft({ userId, key }, before.inspectionId).catch(() => undefined)
    setOver(before.inspectionId)
  }
  return { before, isAnother: over !== null && before?.inspectionId === over, another }
}
