import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { Icon } from '../ui/Icon.tsx'
import { useOpenWorks } from '../works/open.ts'
import { FoundList } from './FoundList.tsx'
import { type Found, type Source, useFound } from './use-found.ts'

const nearZoom = 15.5
/** None of the list: the text itself has the keys. */
const none = -1

/** Each source is named that could not be asked; all of them are the search itself. */
function missingWords(failed: readonly Source[], say: Speech['say']): string {
  const isWhole = (['streets', 'works', 'places'] as const).every((source) => failed.includes(source))
  if (isWhole) return say('search.failed')
  const sources = failed.map((source) => say(`search.${source}`)).join(say('list.joint'))
  return say('search.partly', { sources })
}

/** One field for a street, a works, a place or coordinates. */
export function Search() {
  const { say } = useSpeech()
  const map = useHeldMap()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(none)
  /** Enter was pressed before the answer to the text came. */
  const [awaited, setAwaited] = useState(false)
  const { found, settled, failed } = useFound(text)
  const openWorks = useOpenWorks()
  const id = useId()
  const isListed = open && found.length > 0
  const go = ({ place, works }: Found) => {
    setOpen(false)
    setActive(none)
    if (works) return openWorks(works)
    map?.easeTo({ center: place, zoom: Math.max(map.getZoom(), nearZoom) })
  }
  const isNone = open && (failed.length > 0 || settled) && found.length === 0
  const missing = failed.length > 0 ? missingWords(failed, say) : null
  const count = isListed && settled ? say('search.count', { count: found.length }) : ''
  const words = isNone ? (missing ?? say('search.none')) : isListed ? [missing, count].filter(Boolean).join(' ') : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer that was awaited, once
  useEffect(() => {
    if (!awaited || !settled) return
    setAwaited(false)
    if (found[0]) go(found[0])
  }, [awaited, settled])

  function pressed(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') {
      setOpen(false)
      setActive(none)
    } else if (event.key === 'Enter') {
      const chosen = isListed ? found[active] : undefined
      if (chosen) go(chosen)
      else setAwaited(true)
    } else if (step && found.length > 0) {
      event.preventDefault()
      setOpen(true)
      // The text stands between the last and the first.
      setActive(((active + 1 + step + found.length + 1) % (found.length + 1)) - 1)
    }
  }

  return (
    <search className="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Icon name="search" />
      <input
        type="search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={id}
        aria-activedescendant={isListed && active !== none ? `${id}-${active}` : undefined}
        aria-label={say('search.label')}
        placeholder={say('search.placeholder')}
        value={text}
        maxLength={100}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
          setActive(none)
          setAwaited(false)
        }}
        onKeyDown={pressed}
      />
      <FoundList id={id} found={found} active={active} hidden={!isListed} note={missing} onChoose={go} />
      {/* words about a list need not be seen: the list is */}
      <p className={isNone ? 'search-found search-none' : 'visually-hidden'} role="status">
        {words}
      </p>
    </search>
  )
}
