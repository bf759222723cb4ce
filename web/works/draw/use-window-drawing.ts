import { useCallback, useEffect, useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { forgetKept, type KeptDraft, keptBy, readKept } from './kept-draft.ts'

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

/**
 * The drawing that this window was at before it was loaded anew. Read once: while a page is at a drawing its window
 * remembers none, so that a window that is doubled does not come to the same one.
 */
function remembered(authorId: string): KeptDraft | null {
  try {
    const id = sessionStorage.getItem(memoryOf(authorId)) ?? ''
    sessionStorage.removeItem(memoryOf(authorId))
    return readKept(authorId, id)
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
  const held = useRef<Held | null>(null)
  const isGone = useRef(false)
  const goOn = useCallback(
    async (kept: KeptDraft | null, isOwn: boolean): Promise<boolean> => {
      const taken = await takeDrawing(authorId, kept, isOwn)
      if (!taken) return false
      if (isGone.current) {
        // the page was left meanwhile: the next one finds it
        remember(authorId, taken.id)
        taken.letGo()
        return false
      }
      held.current?.letGo()
      held.current = taken
      setDrawing({ id: taken.id, kept: taken.kept })
      return true
    },
    [authorId],
  )
  useEffect(() => {
    isGone.current = false
    const begin = async () => {
      const before = remembered(authorId)
      if (!before || !(await goOn(before, true))) await goOn(null, true)
    }
    const leave = () => held.current && remember(authorId, held.current.id)
    // a page that comes back as it was has its drawing still
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && remembered(authorId)
    void begin()
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', comeBack)
      isGone.current = true
      leave()
      held.current?.letGo()
      held.current = null
    }
  }, [authorId, goOn])
  const turnTo = useCallback((kept: KeptDraft | null) => goOn(kept, false), [goOn])
  return { drawing, turnTo }
}

interface Held extends WindowDrawing {
  letGo: LetGo
}

/** Takes a drawing for this window; null where another window is at it, or it is one no more. */
async function takeDrawing(authorId: string, kept: KeptDraft | null, isOwn: boolean): Promise<Held | null> {
  // where nobody can tell who else is at it, it is gone on with as a copy
  const isSame = kept && (canTell() || isOwn)
  const id = isSame ? kept.id : uuidv7()
  const letGo = await take(id)
  if (!letGo) return null
  // between being offered and being taken it may have been changed, or saved
  const latest = isSame ? readKept(authorId, id) : kept
  if (!isSame || latest) return { id, kept: latest, letGo }
  letGo()
  return null
}

/** Deletes what a closed window has left; not where another window has taken it meanwhile. */
export async function deleteLeft(authorId: string, id: string): Promise<void> {
  const letGo = await take(id)
  if (!letGo) return
  forgetKept(authorId, id)
  letGo()
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
