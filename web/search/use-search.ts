import { type KeyboardEvent, useEffect, useState } from 'react'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { useOpenWorks } from '../works/open.ts'
import { type Found, type Search, type Source, useFound } from './use-found.ts'

const nearZoom = 15.5
/** None of the list: the text itself has the keys. */
export const none = -1

const keyOf = (kind: Found['kind'], key: string) => `${kind} ${key}`

/** Each source is named that could not be asked; all of them are the search itself. */
function missingWords(failed: readonly Source[], say: Speech['say']): string {
  const isWhole = (['streets', 'works', 'places'] as const).every((source) => failed.includes(source))
  if (isWhole) return say('search.failed')
  const sources = failed.map((source) => say(`search.${source}`)).join(say('list.joint'))
  return say('search.partly', { sources })
}

/** What is said of what was found: that there is nothing, that something is missing, how many there are. */
function wordsOf({ found, settled, failed }: Search, isOpen: boolean, say: Speech['say']) {
  const isNone = isOpen && (failed.length > 0 || settled) && found.length === 0
  const isListed = isOpen && found.length > 0
  const missing = failed.length > 0 ? missingWords(failed, say) : null
  const count = settled ? say('search.count', { count: found.length }) : null
  const listed = isListed ? [missing, count].filter(Boolean).join(' ') : ''
  return { isNone, isListed, missing, words: isNone ? (missing ?? say('search.none')) : listed }
}

/** Goes to what was found: to its place on the map, or to the works itself. */
function useGo(): (found: Found) => void {
  const map = useHeldMap()
  const openWorks = useOpenWorks()
  return ({ place, works }) => {
    if (works) return openWorks(works)
    map?.easeTo({ center: place, zoom: Math.max(map.getZoom(), nearZoom) })
  }
}

/** A text, what it means, and which of it the keys are at. */
export function useSearch() {
  const { say } = useSpeech()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [activeKey, setActive] = useState<string | null>(null)
  /** Enter was pressed before the answer to the text came. */
  const [awaited, setAwaited] = useState(false)
  /** Where it has led, until another text is typed. */
  const [reached, setReached] = useState<Found | null>(null)
  const search = useFound(text)
  const { found, settled } = search
  // what the keys are at is a thing, not a place in a list: another answer may come between
  const active = found.findIndex(({ kind, key }) => keyOf(kind, key) === activeKey)
  const told = wordsOf(search, open, say)
  const going = useGo()
  const close = () => {
    setOpen(false)
    setActive(null)
  }
  const go = (to: Found) => {
    close()
    going(to)
    setReached(to.works ? null : to)
    // what was chosen, no longer what was typed to find it
    if (!to.works) setText(to.label)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer that was awaited, once
  useEffect(() => {
    if (!awaited || !settled) return
    setAwaited(false)
    if (found[0]) go(found[0])
  }, [awaited, settled])
  const step = (by: 1 | -1) => {
    setOpen(true)
    // The text stands between the last and the first.
    const next = found[((active + 1 + by + found.length + 1) % (found.length + 1)) - 1]
    setActive(next ? keyOf(next.kind, next.key) : null)
  }
  const enter = () => {
    const chosen = told.isListed ? found[active] : undefined
    if (chosen) go(chosen)
    else setAwaited(true)
  }
  const type = (next: string) => {
    setText(next)
    setReached(null)
    setOpen(true)
    setActive(null)
    setAwaited(false)
  }
  return { ...told, text, found, active, reached, go, close, enter, step, type, setOpen }
}

/** What the keys do in the text of a search. */
export function searchKey(event: KeyboardEvent, search: ReturnType<typeof useSearch>): void {
  if (event.key === 'Escape') search.close()
  if (event.key === 'Enter') search.enter()
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (!step || search.found.length === 0) return
  event.preventDefault()
  search.step(step)
}
