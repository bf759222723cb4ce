import { type Language, languages } from '../server/language/contract.ts'
import { isDay } from '../server/time/rules.ts'
import { display } from './settings/display.ts'
import { isBeneath } from './ui/beneath.ts'

export const views = ['map', 'list', 'split'] as const
export type View = (typeof views)[number]

/** Where the map looks. */
export interface Place {
  lng: number
  lat: number
  zoom: number
}

/** What the address of the page says: everything that back, reload and sharing must keep. */
export interface Address {
  lang: Language
  at?: string
  from?: string
  to?: string
  view?: View
  /** Map layers that are not shown by themselves, joined by commas. */
  show?: string
  sel?: string
  /** Works beside the one that is open, joined by commas. */
  with?: string
  agency?: string
  /** Who is asked, of those that one answers for: codes of organisations. */
  asked?: string
  status?: string
  category?: string
  q?: string
  kind?: string
  severity?: string
  /** `ending`: works whose guarantee ends soon. */
  guarantee?: string
  activity?: string
  stage?: string
  minArea?: string
  maxArea?: string
  role?: string
  /** The part of a page that is open, where it has more than one. */
  tab?: string
  /** What a list is sorted by; with a minus from the end. */
  sort?: string
  /** `window`: a list that is not narrowed by the window of the map keeps to it. */
  days?: string
  /** How much time a calendar shows at once. */
  scale?: string
  year?: string
  municipality?: string
  /** The visit that is made, and the works that it is made to. */
  visit?: string
  works?: string
  /** Who digs, and the part of the city, where a page narrows its own list by them. */
  contractor?: string
  district?: string
  /** Days that have been; `from` and `to` are the window of the map. */
  since?: string
  until?: string
  /** The quarter that a meeting is about, and the corners of its ground where it was drawn. */
  quarter?: string
  ground?: string
  /** The page that somebody left to sign in, and comes back to. */
  back?: string
}

const free = [
  'show',
  'sel',
  'with',
  'agency',
  'asked',
  'status',
  'category',
  'q',
  'kind',
  'severity',
  'guarantee',
  'activity',
  'stage',
  'minArea',
  'maxArea',
  'role',
  'tab',
  'sort',
  'days',
  'scale',
  'year',
  'municipality',
  'visit',
  'works',
  'contractor',
  'district',
  'quarter',
] as const
const longest = 200
/** As many corners as a drawn area may have, as many codes as a city has agencies. */
const longestList = 1200
const lists: readonly string[] = ['agency', 'asked', 'status', 'category', 'with']

function text(value: unknown, most = longest): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= most ? value : undefined
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((word) => word === value)
}

/** Reads a query string's members; what is not understood is left out, never an error. */
export function readAddress(raw: Record<string, unknown>): Address {
  const address: Record<string, string> = { lang: oneOf(raw.lang, languages) ?? display().language }
  const at = text(raw.at)
  if (at && readPlace(at)) address.at = at
  const from = text(raw.from)
  const to = text(raw.to)
  if (from && isDay(from)) address.from = from
  if (to && isDay(to) && (!address.from || to >= address.from)) address.to = to
  for (const member of ['since', 'until'] as const) {
    const day = text(raw[member])
    if (day && isDay(day)) address[member] = day
  }
  const ground = text(raw.ground, longestList)
  if (ground) address.ground = ground
  const back = pageToReturnTo(raw.back)
  if (back) address.back = back
  const view = oneOf(raw.view, views)
  if (view) address.view = view
  for (const member of free) {
    const value = text(raw[member], lists.includes(member) ? longestList : longest)
    if (value) address[member] = value
  }
  return address as unknown as Address
}

const longestBack = 600
const somewhere = 'https://page.invalid'
const named = /^\/[a-z?]/

/** Rooms that somebody may have to sign in for. */
const roomsToReturnTo = [
  'works',
  'my-works',
  'draw',
  'conflicts',
  'dig-once',
  'consultations',
  'reviews',
  'cases',
  'pay',
  'office',
  'opportunities',
  'imports',
  'assets',
  'accounts',
  'audit',
  'notifications',
  'violations',
  'defects',
  'quality',
  'samples',
  'streets',
  'checklists',
  'field',
  'inspections',
  'visits',
] as const

/** A page of one of these rooms as an address of this site; `undefined` for whatever else stands there: nobody is sent elsewhere. */
export function pageToReturnTo(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > longestBack || !named.test(given)) return undefined
  // as the browser will read it: dots go
  const { pathname, search } = new URL(given, somewhere)
  const isKnown = pathname === '/' || roomsToReturnTo.some((room) => isBeneath(pathname, `/${room}`))
  return isKnown ? pathname + search : undefined
}

/** `46.67512,24.71234,14.2` → a place; `null` outside the world. */
export function readPlace(at: string | undefined): Place | null {
  const [lng = Number.NaN, lat = Number.NaN, zoom = Number.NaN] = (at ?? '').split(',').map(Number)
  const inside = Math.abs(lng) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 24
  return inside ? { lng, lat, zoom } : null
}

export function writePlace({ lng, lat, zoom }: Place): string {
  return `${lng.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`
}

/** A comma-joined member as a list. */
export function listed(value: string | undefined): string[] {
  return value ? value.split(',').filter(Boolean) : []
}

/** Of a comma-joined member, the words that are among these, in their order; others are left out, never an error. */
export function known<T extends string>(value: string | undefined, words: readonly T[]): T[] {
  const asked = listed(value)
  return words.filter((word) => asked.includes(word))
}

/** The list with the word added, or taken out where it is in; `undefined` when nothing is left. */
export function toggled(value: string | undefined, word: string): string | undefined {
  const words = listed(value)
  const next = words.includes(word) ? words.filter((each) => each !== word) : [...words, word]
  return next.length ? next.join(',') : undefined
}

/** Plain `name=value` pairs, so that addresses can be read and typed. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  )
  const query = new URLSearchParams(pairs).toString().replaceAll('%2C', ',')
  return query ? `?${query}` : ''
}

/** Only what holds on every page: language, place, window and layers. */
export function travelling({ lang, at, from, to, show }: Address): Address {
  return readAddress({ lang, at, from, to, show })
}

/** One thing opened: the filters of its own page stay (`onPage`), those of another page mean something else here. */
export function opening(sel: string, before: Address, onPage: boolean): Address {
  return readAddress({ ...(onPage ? before : travelling(before)), sel, with: undefined })
}
