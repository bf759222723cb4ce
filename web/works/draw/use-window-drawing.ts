import { useCallback, useEffect, useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { type KeptDraft, keptBy, readKept } from './kept-draft.ts'

/** The drawing that a window is at: begun here, or kept before. */
export interface WindowDrawing {
  id: string
  kept: KeptDraft | null
}

const lockOf = (id: string) => `nasaq.drawing.${id}`
const memoryOf = (authorId: string) => `nasaq.drawing.${authorId}`
/** A page that is loaded anew waits for the one before it to let go. */
const patienceMilliseconds = 1000

/** Only browsers on a secure connection can tell whether another window is at a drawing. */
const canTell = () => 'locks' in navigator

type LetGo = () => void

/** Takes a drawing for this window and gives what lets go of it; null where another window is at it. */
async function take(id: string): Promise<LetGo | null> {
  if (!canTell()) return () => undefined
  const free = await lock(id, { ifAvailable: true })
  return free ?? lock(id, { signal: AbortSignal.timeout(patienceMilliseconds) })
}

function lock(id: string, options: LockOptions): Promise<LetGo | null> {
  return new Promise((done) => {
    const hold = (held: Lock | null) => (held ? new Promise<void>((letGo) => done(letGo)) : done(null))
    navigator.locks.request(lockOf(id), options, hold).catch(() => done(null))
  })
}

/** This window's drawing, which a reload finds again; a window that was doubled has the same memory, but not the lock. */
function remembered(authorId: string): KeptDraft | null {
  try {
    return readKept(authorId, sessionStorage.getItem(memoryOf(authorId)) ?? '')
  } catch {
    return null
  }
}

function remember(authorId: string, id: string): void {
  try {
    sessionStorage.setItem(memoryOf(authorId), id)
  } catch {
    // a reload then finds it among those that were left behind
  }
}

/** The one drawing of this window; no other window writes over it. `turnTo` leaves it, kept, for another or a new one. */
export function useWindowDrawing(authorId: string) {
  const [drawing, setDrawing] = useState<WindowDrawing | null>(null)
  const letGo = useRef<LetGo>(() => undefined)
  const turnTo = useCallback(
    async (kept: KeptDraft | null): Promise<boolean> => {
      // where nobody can tell who else is at it, it is gone on with as a copy
      const isSame = kept && (canTell() || kept.id === remembered(authorId)?.id)
      const id = isSame ? kept.id : uuidv7()
      const release = await take(id)
      if (!release) return false
      // between being offered and being taken it may have been changed, or saved: then it is no drawing any more
      const latest = isSame ? readKept(authorId, id) : kept
      if (isSame && !latest) {
        release()
        return false
      }
      letGo.current()
      letGo.current = release
      remember(authorId, id)
      setDrawing({ id, kept: latest })
      return true
    },
    [authorId],
  )
  useEffect(() => {
    let isGone = false
    const begin = async () => {
      const before = remembered(authorId)
      if (!before || !(await turnTo(before))) await turnTo(null)
      if (isGone) letGo.current()
    }
    void begin()
    return () => {
      isGone = true
      letGo.current()
    }
  }, [authorId, turnTo])
  return { drawing, turnTo }
}

/** What closed windows have left unsaved: all that is kept, but for what a window is at just now. */
async function leftBehind(authorId: string, own: string): Promise<KeptDraft[]> {
  const { held = [] } = canTell() ? await navigator.locks.query() : {}
  const taken = new Set(held.map(({ name }) => name))
  return keptBy(authorId).filter(({ id }) => id !== own && !taken.has(lockOf(id)))
}

/** Read anew whenever this window is looked at again or another one writes. */
export function useLeftBehind(authorId: string, own: string) {
  const [left, setLeft] = useState<readonly KeptDraft[]>([])
  const look = useCallback(() => void leftBehind(authorId, own).then(setLeft), [authorId, own])
  useEffect(() => {
    look()
    const heard = ['storage', 'focus'] as const
    for (const each of heard) window.addEventListener(each, look)
    return () => {
      for (const each of heard) window.removeEventListener(each, look)
    }
  }, [look])
  return { left, look }
}
