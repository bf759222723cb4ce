import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { Municipality } from '../../server/agencies/contract.ts'
import type { Place as NamedPlace } from '../../server/places/contract.ts'
import type { Street } from '../../server/streets/contract.ts'
import type { WorksSummary } from '../../server/works/contract.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { answered, get } from '../api.ts'
import { latinDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { extentOf } from '../places/extent.ts'
import { type Place, readCoordinates } from './coordinates.ts'
import { folded } from './folded.ts'

export type Kind = 'coordinates' | 'works' | 'street' | 'municipality' | 'place'

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

/** Whom the search asks. */
export type Source = 'streets' | 'works' | 'places' | 'municipalities'

export interface Search {
  found: Found[]
  /** It is that of this text, not yet that of the one before. */
  settled: boolean
  /** Who could not be asked: what they know is missing from what was found. */
  failed: Source[]
}

const most = { street: 8, works: 5, place: 6, municipality: 3 }
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
function municipalitiesNamed(text: string, municipalities: readonly Municipality[]): Municipality[] {
  const sought = folded(text)
  const holds = ({ name }: Municipality) => [name.ar, name.en].some((each) => folded(each).includes(sought))
  return municipalities.filter(holds).slice(0, most.municipality)
}

const nothing: Search = { found: [], settled: false, failed: [] }

/** What a text means, a kind after the other: streets first, but works where it holds a number. */
export function useFound(text: string): Search {
  const sought = latinDigits(text.trim())
  const asked = useDeferredValue(sought)
  const coordinates = readCoordinates(asked)
  const asks = asked.length >= shortest && !coordinates
  const streets = useAsked<Street>('/api/streets', asked, most.street, asks)
  const works = useAsked<WorksSummary>('/api/works', asked, most.works, asks)
  const places = useAsked<NamedPlace>('/api/places', asked, most.place, asks)
  const municipalities = useQuery(municipalitiesQuery)
  const words = useWords()
  const isCurrent = asked === sought
  if (coordinates) {
    const found: Found = { kind: 'coordinates', key: asked, label: asked, detail: null, place: coordinates }
    return { ...nothing, found: [found], settled: isCurrent }
  }
  if (!asks) return nothing
  const ofStreets = (streets.data?.items ?? []).map(words.street)
  const ofWorks = (works.data?.items ?? []).map(worksFound)
  const ofPlaces = [
    ...municipalitiesNamed(asked, municipalities.data ?? []).flatMap(words.municipality),
    ...(places.data?.items ?? []).map(words.place),
  ]
  const isNumber = /\d/.test(asked)
  const sources = Object.entries({ streets, works, places, municipalities }) as [Source, Answering][]
  return {
    found: isNumber ? [...ofWorks, ...ofStreets, ...ofPlaces] : [...ofStreets, ...ofPlaces, ...ofWorks],
    settled: isCurrent && sources.every(([, answering]) => isDone(answering)),
    failed: sources.filter(([, { isError }]) => isError).map(([source]) => source),
  }
}

type Answering = Pick<UseQueryResult, 'isError' | 'isSuccess' | 'isPlaceholderData'>

/** It has answered for this text, or could not. */
function isDone({ isError, isSuccess, isPlaceholderData }: Answering): boolean {
  return isError || (isSuccess && !isPlaceholderData)
}

function worksFound({ id, title, number, centre }: WorksSummary): Found {
  return { kind: 'works', key: id, label: title, detail: number, place: centre as Place, works: id }
}

/** What was found, as it is shown in the reader's language. */
function useWords() {
  const { say, name } = useSpeech()
  return {
    street(street: Street): Found {
      const detail = say(`street.${street.streetClass}`)
      return { kind: 'street', key: street.id, label: name(street.name), detail, place: middleOf(street) }
    },
    place(place: NamedPlace): Found {
      const detail = say(`place.${place.kind}`)
      return { kind: 'place', key: place.id, label: name(place.name), detail, place: place.centre }
    },
    municipality(municipality: Municipality): Found[] {
      const box = extentOf([municipality])
      if (!box) return []
      const place: Place = [(box.west + box.east) / 2, (box.south + box.north) / 2]
      return [{ kind: 'municipality', key: municipality.id, label: name(municipality.name), detail: null, place }]
    },
  }
}
