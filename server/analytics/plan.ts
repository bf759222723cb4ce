import type { Actor } from '../access/actor.ts'
import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import { chance, chanceBindings, chanceOfAll, chanceSide } from '../dig-once/chance.ts'
import { type Page, writeCursor } from '../http/cursor.ts'
import type { RulePack } from '../policy/contract.ts'
import type { PlannedAgency, PlannedStreet, PlannedWorks } from './contract.ts'
import { sayAnalytics } from './messages.ts'

/** What a plan is narrowed by; what is left out does not narrow it. */
export interface PlanFilter {
  year: number
  municipality?: string[] | undefined
  agency?: string[] | undefined
  category?: string[] | undefined
}

/** Bars of one street on a page: more are only counted, for nobody reads them there. */
export const mostOfStreet = 60

const metText = sql(import.meta.url, 'plan-met.sql').replace('/* chance */', chance)
const streetsText = sql(import.meta.url, 'plan-streets.sql').replace('/* met */', metText)
const elsewhereText = sql(import.meta.url, 'plan-elsewhere.sql').replace('/* met */', metText)
const agenciesText = sql(import.meta.url, 'plan-agencies.sql')
  .replace('/* side */', chanceSide)
  .replace('/* chance */', chanceOfAll)

/** Who asks for a plan, and on which day and by which rules something is a chance to dig once. */
export interface AskingForPlan {
  viewer: Actor
  pack: RulePack
  today: string
}

/** The conditions on `works w` beside the year: what is planned and whoever asks may see. */
function narrowing({ year, municipality, agency, category }: PlanFilter, { viewer, pack, today }: AskingForPlan) {
  const { where, bindings } = narrowed([
    [municipality, 'w.municipality_ids && cast(:municipality as uuid[])', { municipality }],
    [agency, 'w.agency_id = any (cast(:agency as uuid[]))', { agency }],
    [category, 'w.category = any (cast(:category as text[]))', { category }],
  ])
  return {
    where: `and w.status not in ('draft','cancelled','refused','expired','progressed') and ${where} and ${sightOfWorks('w')}`,
    bindings: { year, ...bindings, ...sightBindings(viewer), ...chanceBindings(pack, today) },
  }
}

interface WorksRow extends Omit<PlannedWorks, 'agencyId'> {
  total: number
  agency_id: string
}

interface StreetRow extends WorksRow {
  street_id: string
  name_ar: string
  name_en: string
}

function planned({ id, number, title, agency_id, category, status, occupies, ...row }: WorksRow): PlannedWorks {
  const { metres, blocking, warning, chances } = row
  const what = { id, number, title, agencyId: agency_id, category, status, occupies }
  return { ...what, metres: Math.round(metres * 10) / 10, blocking, warning, chances }
}

export type AfterStreet = readonly [name: string, id: string] | null

interface PlanPage {
  limit: number
  after: AfterStreet
  most: number | null
}

/** A page of the year's streets by name, each with its works as they follow each other: all, where there is no `most`. */
export async function streetsOfPlan(
  db: Db,
  filter: PlanFilter,
  asking: AskingForPlan,
  { limit, after, most }: PlanPage,
): Promise<Page<PlannedStreet>> {
  const { where, bindings } = narrowing(filter, asking)
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
  return pageOf([...streets.values()], limit)
}

/** The same for a page that is looked at: after the last street comes what lies on none that is known. */
export async function planOfStreets(
  db: Db,
  filter: PlanFilter,
  asking: AskingForPlan,
  page: PlanPage & { most: number },
): Promise<Page<PlannedStreet>> {
  const { limit, most } = page
  const { items, nextCursor } = await streetsOfPlan(db, filter, asking, page)
  const elsewhere = nextCursor === null ? await planElsewhere(db, filter, asking, { most, after: null }) : null
  return elsewhere ? pageOf([...items, elsewhere], limit) : { items, nextCursor }
}

function pageOf(items: readonly PlannedStreet[], limit: number): Page<PlannedStreet> {
  const kept = items.slice(0, limit)
  const last = kept.at(-1)
  const isMore = items.length > limit && last?.id
  return { items: kept, nextCursor: isMore ? writeCursor([last.name.ar, last.id as string]) : null }
}

export type AfterElsewhere = readonly [day: string, id: string] | null

/** What lies on no street that is known, as if on one without an id, so many of them; null where there is nothing more. */
export async function planElsewhere(
  db: Db,
  filter: PlanFilter,
  asking: AskingForPlan,
  { most, after }: { most: number; after: AfterElsewhere },
): Promise<PlannedStreet | null> {
  const { where, bindings } = narrowing(filter, asking)
  const [afterDay = null, afterId = null] = after ?? []
  const text = elsewhereText.replaceAll('/* where */', where)
  const found = await rows<WorksRow>(db, text, { ...bindings, afterDay, afterId, most })
  const [first] = found
  if (!first) return null
  const name = { ar: sayAnalytics('noStreet')('ar'), en: sayAnalytics('noStreet')('en') }
  return { id: null, name, total: first.total, works: found.map(planned) }
}

interface AgencyRow extends Omit<PlannedAgency, 'agencyId' | 'worksDays'> {
  agency_id: string
  works_days: number
}

/** What each agency does in the year, the busiest first. */
export async function planOfAgencies(db: Db, filter: PlanFilter, asking: AskingForPlan): Promise<PlannedAgency[]> {
  const { where, bindings } = narrowing(filter, asking)
  const found = await rows<AgencyRow>(db, agenciesText.replaceAll('/* where */', where), bindings)
  return found.map(({ agency_id, works_days, ...row }) => ({
    ...row,
    agencyId: agency_id,
    worksDays: works_days,
    metres: Math.round(row.metres),
  }))
}
