import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { Municipality } from '../../server/agencies/contract.ts'
import type { Street } from '../../server/streets/contract.ts'
import type { WorksSummary } from '../../server/works/contract.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { answered, get } from '../api.ts'
import { latinDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { extentOf } from '../places/extent.ts'
import { type Place, readCoordinates } from './coordinates.ts'

export const kinds = ['coordinates', 'works', 'street', 'place'] as const
export type Kind = (typeof kinds)[number]

/** Something that a text means: a place to go to, or a works to open. */
export interface Found {
  kind: Kind
  key: string
  label: string
  detail: string | null
  place: Place
  /** The id of a works. */
  works?: string
}

export interface Search {
  found: Found[]
  /** It is that of this text, not yet that of the one before. */
  settled: boolean
  failed: boolean
}

const most = { street: 8, works: 5, place: 3 }
const shortest = 2

function middleOf(street: Street): Place {
  const line = street.line.type === 'LineString' ? street.line.coordinates : (street.line.coordinates[0] ?? [])
  return (line[Math.floor(line.length / 2)] ?? [0, 0]) as Place
}

/** Asks the server once for each text; the answer before stays meanwhile. */
function useAsked<T>(path: string, text: string, limit: number, enabled: boolean): UseQueryResult<{ items: T[] }> {
  return useQuery({
    queryKey: ['search', path, text],
    queryFn: ({ signal }) => answered(get<{ items: T[] }>(path, { q: text, limit }, signal)),
    enabled,
    placeholderData: keepPreviousData,
  })
}

/** The municipalities whose name holds the text; the page knows them all. */
function placesNamed(text: string, municipalities: readonly Municipality[]): Municipality[] {
  const sought = text.toLowerCase()
  const holds = ({ name }: Municipality) => [name.ar, name.en].some((each) => each.toLowerCase().includes(sought))
  return municipalities.filter(holds).slice(0, most.place)
}

/** What a text means, a kind after the other: streets first, but works where it holds a number. */
export function useFound(text: string): Search {
  const { say, name } = useSpeech()
  const sought = latinDigits(text.trim())
  const asked = useDeferredValue(sought)
  const coordinates = readCoordinates(asked)
  const asks = asked.length >= shortest && !coordinates
  const streets = useAsked<Street>('/api/streets', asked, most.street, asks)
  const works = useAsked<WorksSummary>('/api/works', asked, most.works, asks)
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const isCurrent = asked === sought
  if (coordinates) {
    const found: Found = { kind: 'coordinates', key: asked, label: asked, detail: null, place: coordinates }
    return { found: [found], settled: isCurrent, failed: false }
  }
  if (!asks) return { found: [], settled: false, failed: false }
  const ofStreets = (streets.data?.items ?? []).map((street): Found => {
    const detail = say(`street.${street.streetClass}`)
    return { kind: 'street', key: street.id, label: name(street.name), detail, place: middleOf(street) }
  })
  const ofWorks = (works.data?.items ?? []).map(({ id, title, number, centre }): Found => {
    return { kind: 'works', key: id, label: title, detail: number, place: centre as Place, works: id }
  })
  const ofPlaces = placesNamed(asked, municipalities).flatMap((municipality): Found[] => {
    const box = extentOf([municipality])
    if (!box) return []
    const place: Place = [(box.west + box.east) / 2, (box.south + box.north) / 2]
    return [{ kind: 'place', key: municipality.id, label: name(municipality.name), detail: null, place }]
  })
  const isNumber = /\d/.test(asked)
  const answers = [streets, works]
  return {
    found: isNumber ? [...ofWorks, ...ofStreets, ...ofPlaces] : [...ofStreets, ...ofPlaces, ...ofWorks],
    settled: isCurrent && answers.every(({ isSuccess, isPlaceholderData }) => isSuccess && !isPlaceholderData),
    failed: answers.some(({ isError }) => isError),
  }
}
