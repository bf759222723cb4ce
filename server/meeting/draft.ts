import type { Actor } from '../access/actor.ts'
import type { Areas } from '../geo/contract.ts'
import type { Language, Names } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { AgendaPoint, MeetingItem, MentionedWorks } from './contract.ts'

/** What a pack is put together for. */
export interface Asked {
  area: Areas
  period: Period
  before: Period
  today: string
  pack: RulePack
  actor: Actor
  language: Language
  /** Names of organisations by their ids. */
  agencies: ReadonlyMap<string, Names>
}

type Known = Omit<MeetingItem, 'number' | 'daysLeft' | 'works' | 'see' | 'at'>

/** An item before it has its number and knows of the others. */
export interface Draft extends Known {
  /** The works that it is about, whether or not they are named in it. */
  worksIds: string[]
  /** Agencies that it names beside those whose works these are: whom it was left to, whose objection was overruled. */
  namedIds: string[]
  works: Omit<MentionedWorks, 'item'>[]
  /** Where it lies: GeoJSON in WGS84 of any type. */
  shape: Record<string, unknown> | null
}

export interface DraftGroup {
  name: string | null
  total: number
  items: Draft[]
}

export interface DraftPoint {
  point: AgendaPoint
  complete: boolean
  groups: DraftGroup[]
}

/** An item of which nothing more is known than what is said. */
export function draft(said: Partial<Draft> & Pick<Draft, 'about' | 'title'>): Draft {
  const nothing = { reference: null, agency: null, street: null, period: null, standing: null, weight: null, due: null }
  const uncounted = { metres: null, streetDays: null, money: null, shape: null }
  return { ...nothing, ...uncounted, worksIds: [], namedIds: [], works: [], facts: [], ...said }
}

export function agencyName({ agencies, language }: Asked, id: string): string | null {
  return agencies.get(id)?.[language] ?? null
}

/** Names of streets as whoever reads them says them; null where there are none. */
export function streetWords(streets: readonly Names[], language: Language): string | null {
  return streets.map((street) => street[language]).join(language === 'ar' ? '، ' : ', ') || null
}

/** A list that is whole, as the only one of its point. */
export function onePoint(point: AgendaPoint, items: Draft[], total: number, complete = true): DraftPoint {
  return { point, complete, groups: total > 0 ? [{ name: null, total, items }] : [] }
}
