import type { Actor } from '../access/actor.ts'
import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import { type Page, writeCursor } from '../http/cursor.ts'
import type { PlannedAgency, PlannedStreet, PlannedWorks } from './contract.ts'

/** What a plan is narrowed by; what is left out does not narrow it. */
export interface PlanFilter {
  year: number
  municipality?: string[] | undefined
  agency?: string[] | undefined
  category?: string[] | undefined
}

/** Bars of one street on a page: more are only counted, for nobody reads them there. */
export const mostOfStreet = 60

const streetsText = sql(import.meta.url, 'plan-streets.sql')
const agenciesText = sql(import.meta.url, 'plan-agencies.sql')

/** The conditions on `works w` beside the year: what is planned and whoever asks may see. */
function narrowing({ year, municipality, agency, category }: PlanFilter, viewer: Actor) {
  const { where, bindings } = narrowed([
    [municipality, 'w.municipality_ids && cast(:municipality as uuid[])', { municipality }],
    [agency, 'w.agency_id = any (cast(:agency as uuid[]))', { agency }],
    [category, 'w.category = any (cast(:category as text[]))', { category }],
  ])
  return {
    where: `and w.status not in ('draft','cancelled','refused','expired','progressed') and ${where} and ${sightOfWorks('w')}`,
    bindings: { year, ...bindings, ...sightBindings(viewer) },
  }
}

interface StreetRow extends Omit<PlannedWorks, 'agencyId'> {
  street_id: string
  name_ar: string
  name_en: string
  total: number
  agency_id: string
}

function planned({ street_id: _street, name_ar: _ar, name_en: _en, total: _total, agency_id, ...row }: StreetRow) {
  return { ...row, agencyId: agency_id, metres: Math.round(row.metres * 10) / 10 }
}

export type AfterStreet = readonly [name: string, id: string] | null

/** A page of the year's streets by name, each with its works as they follow each other: all, where there is no `most`. */
export async function planOfStreets(
  db: Db,
  filter: PlanFilter,
  viewer: Actor,
  { limit, after, most }: { limit: number; after: AfterStreet; most: number | null },
): Promise<Page<PlannedStreet>> {
  const { where, bindings } = narrowing(filter, viewer)
  const [afterName = null, afterId = null] = after ?? []
  const found = await rows<StreetRow>(db, streetsText.replaceAll('/* where */', where), {
    ...bindings,
    afterName,
    afterId,
    limit: limit + 1,
    most,
  })
  const streets = new Map<string, PlannedStreet>()
  for (const row of found) {
    const { street_id: id, name_ar: ar, name_en: en, total } = row
    const street = streets.get(id) ?? { id, name: { ar, en }, total, works: [] }
    street.works.push(planned(row))
    streets.set(id, street)
  }
  const items = [...streets.values()]
  const kept = items.slice(0, limit)
  const last = kept.at(-1)
  const isMore = items.length > limit && last !== undefined
  return { items: kept, nextCursor: isMore ? writeCursor([last.name.ar, last.id]) : null }
}

interface AgencyRow extends Omit<PlannedAgency, 'agencyId' | 'worksDays'> {
  agency_id: string
  works_days: number
}

/** What each agency does in the year, the busiest first. */
export async function planOfAgencies(db: Db, filter: PlanFilter, viewer: Actor): Promise<PlannedAgency[]> {
  const { where, bindings } = narrowing(filter, viewer)
  const found = await rows<AgencyRow>(db, agenciesText.replaceAll('/* where */', where), bindings)
  return found.map(({ agency_id, works_days, ...row }) => ({
    ...row,
    agencyId: agency_id,
    worksDays: works_days,
    metres: Math.round(row.metres),
  }))
}
