import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { Icon } from '../ui/Icon.tsx'
import { type Place, useFoundPlaces } from './use-found-places.ts'

const nearZoom = 15.5
/** None of the list: the text itself has the keys. */
const none = -1

/** A street by its name, or a place by its coordinates. */
export function StreetSearch() {
  const { say } = useSpeech()
  const map = useHeldMap()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(none)
  /** Enter was pressed before the answer to the text came. */
  const [awaited, setAwaited] = useState(false)
  const { places, settled } = useFoundPlaces(text)
  const id = useId()
  const isListed = open && places.length > 0
  const go = (place: Place) => {
    setOpen(false)
    setActive(none)
    map?.easeTo({ center: place, zoom: Math.max(map.getZoom(), nearZoom) })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer that was awaited, once
  useEffect(() => {
    if (!awaited || !settled) return
    setAwaited(false)
    if (places[0]) go(places[0].place)
  }, [awaited, settled])

  function pressed(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') {
      setOpen(false)
      setActive(none)
    } else if (event.key === 'Enter') {
      const chosen = isListed ? places[active] : undefined
      if (chosen) go(chosen.place)
      else setAwaited(true)
    } else if (step && places.length > 0) {
      event.preventDefault()
      setOpen(true)
      // The text stands between the last and the first.
      setActive(((active + 1 + step + places.length + 1) % (places.length + 1)) - 1)
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
      <div
        id={id}
        role="listbox"
        tabIndex={-1}
        aria-label={say('search.label')}
        className="search-found"
        hidden={!isListed}
        // the focus stays in the text
        onMouseDown={(event) => event.preventDefault()}
      >
        {places.map(({ key, label, detail, place }, index) => (
          <button
            key={key}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => go(place)}
          >
            <Icon name={detail === null ? 'pin' : 'route'} />
            <bdi dir={detail === null ? 'ltr' : 'auto'}>{label}</bdi>
            {detail === null ? null : <small>{detail}</small>}
          </button>
        ))}
      </div>
      {open && settled && places.length === 0 ? (
        <p className="search-found search-none" role="status">
          {say('search.none')}
        </p>
      ) : null}
    </search>
  )
}
