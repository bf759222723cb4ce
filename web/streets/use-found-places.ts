import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { Street } from '../../server/streets/contract.ts'
import { answered, get } from '../api.ts'
import { latinDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

export type Place = [lng: number, lat: number]

export interface FoundPlace {
  key: string
  label: string
  detail: string | null
  place: Place
}

const most = 8
const shortest = 2

/** `24.7123, 46.6712`: latitude, then longitude. */
export function readCoordinates(text: string): Place | null {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,، ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(latinDigits(text))
  if (!match) return null
  const [lat, lng] = [Number(match[1]), Number(match[2])]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lng, lat] : null
}

function middleOf(street: Street): Place {
  const line = street.line.type === 'LineString' ? street.line.coordinates : (street.line.coordinates[0] ?? [])
  return (line[Math.floor(line.length / 2)] ?? [0, 0]) as Place
}

/** The places that a text means. `settled`: they are those of this text, not yet those of the one before. */
export function useFoundPlaces(text: string): { places: FoundPlace[]; settled: boolean } {
  const { say, name } = useSpeech()
  const sought = text.trim()
  const asked = useDeferredValue(sought)
  const coordinates = readCoordinates(asked)
  const asks = asked.length >= shortest && !coordinates
  const found = useQuery({
    queryKey: ['streets', 'search', asked],
    queryFn: ({ signal }) => answered(get<{ items: Street[] }>('/api/streets', { q: asked, limit: most }, signal)),
    enabled: asks,
    placeholderData: keepPreviousData,
  })
  const isCurrent = asked === sought
  if (coordinates)
    return { places: [{ key: asked, label: asked, detail: null, place: coordinates }], settled: isCurrent }
  if (!asks) return { places: [], settled: false }
  const places = (found.data?.items ?? []).map((street) => ({
    key: street.id,
    label: name(street.name),
    detail: say(`street.${street.streetClass}`),
    place: middleOf(street),
  }))
  return { places, settled: isCurrent && found.isSuccess && !found.isPlaceholderData }
}
