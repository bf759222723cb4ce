import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { Street } from '../../server/streets/contract.ts'
import { answered, get } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { Icon } from '../ui/Icon.tsx'

interface Found {
  items: Street[]
}

/** `24.7123, 46.6712`, in either order of the two where only one makes sense. */
export function readCoordinates(text: string): [number, number] | null {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,، ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  if (!match) return null
  const [lat, lng] = [Number(match[1]), Number(match[2])]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lng, lat] : null
}

function middleOf(street: Street): [number, number] {
  const line = street.line.type === 'LineString' ? street.line.coordinates : (street.line.coordinates[0] ?? [])
  return (line[Math.floor(line.length / 2)] ?? [0, 0]) as [number, number]
}

/** A street by its name, or a place by its coordinates. */
export function StreetSearch() {
  const { say, name } = useSpeech()
  const map = useHeldMap()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const id = useId()
  const asked = useDeferredValue(text.trim())
  const coordinates = readCoordinates(asked)
  const found = useQuery({
    queryKey: ['streets', 'search', asked],
    queryFn: ({ signal }) => answered(get<Found>('/api/streets', { q: asked, limit: 8 }, signal)),
    enabled: asked.length > 1 && !coordinates,
    placeholderData: keepPreviousData,
  })
  const streets = asked.length > 1 ? (found.data?.items ?? []) : []
  const go = (place: [number, number]) => {
    setOpen(false)
    map?.easeTo({ center: place, zoom: Math.max(map.getZoom(), 15.5) })
  }
  return (
    <search className="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Icon name="search" />
      <input
        type="search"
        role="combobox"
        aria-expanded={open && streets.length > 0}
        aria-controls={id}
        aria-label={say('search.label')}
        placeholder={say('search.placeholder')}
        value={text}
        maxLength={100}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false)
          if (event.key !== 'Enter') return
          const first = coordinates ?? (streets[0] ? middleOf(streets[0]) : null)
          if (first) go(first)
        }}
      />
      {open && asked.length > 1 ? (
        <ul id={id} className="search-found">
          {coordinates ? (
            <li>
              <button type="button" onClick={() => go(coordinates)}>
                <Icon name="pin" />
                <bdi dir="ltr">{asked}</bdi>
              </button>
            </li>
          ) : null}
          {streets.map((street) => (
            <li key={street.id}>
              <button type="button" onClick={() => go(middleOf(street))}>
                <Icon name="route" />
                {name(street.name)}
                <small>{say(`street.${street.streetClass}`)}</small>
              </button>
            </li>
          ))}
          {found.isSuccess && streets.length === 0 && !coordinates ? (
            <li className="search-none">{say('search.none')}</li>
          ) : null}
        </ul>
      ) : null}
    </search>
  )
}
