import { useCallback, useEffect, useState } from 'react'
import { troubleOf } from '../store/database.ts'
import { type ReadDraft, readDraft } from './drafts.ts'

export interface DraftFound {
  /** As it was left on this phone; null where there is none, `undefined` until the phone was looked through. */
  kept: ReadDraft | null | undefined
  /** There may be one, and it cannot be read: a new one would take its place. */
  isUnreadable: boolean
  lookAgain: () => void
}

const looking = { kept: undefined, isUnreadable: false }

export function useKeptDraft(key: string | null, userId: string): DraftFound {
  const [found, setFound] = useState<Omit<DraftFound, 'lookAgain'>>(looking)
  const [looks, setLooks] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked through anew as often as it is asked for
  useEffect(() => {
    let isLeft = false
    setFound(looking)
    void look(key, userId).then((now) => isLeft || setFound(now))
    return () => {
      isLeft = true
    }
  }, [key, userId, looks])
  return { ...found, lookAgain: useCallback(() => setLooks((before) => before + 1), []) }
}

async function look(key: string | null, userId: string): Promise<Omit<DraftFound, 'lookAgain'>> {
  try {
    return { kept: key === null ? null : await readDraft({ userId, key }), isUnreadable: false }
  } catch (error) {
    // where nothing can be kept there is nothing to find; writing will say so
    return troubleOf(error) === 'no_store'
      ? { kept: null, isUnreadable: false }
      : { kept: undefined, isUnreadable: true }
  }
}
