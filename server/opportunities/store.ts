import type { Db } from '../database/connect.ts'
import { certainRows, sql } from '../database/sql.ts'
import type { Areas } from '../geo/contract.ts'
import type { Names } from '../language/contract.ts'
import { label } from '../language/label.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { Activity, LandUse, OpportunityModel, OpportunityStage } from './contract.ts'

const measured = sql(import.meta.url, 'measure.sql')
const insertText = sql(import.meta.url, 'insert.sql').replace('/* measured */', measured)
const updateText = sql(import.meta.url, 'update.sql').replace('/* measured */', measured)

/** A site as it is written: everything that does not follow from something else. */
export interface OpportunityFields {
  id: string
  title: Names
  activity: Activity
  /** WGS84, taken in already. */
  boundary: Areas
  termYears: number
  stage: OpportunityStage
  model: OpportunityModel
  minimumRiyals: number | null
  landUse: LandUse | null
  questionsUntil: string | null
  bidsUntil: string | null
}

interface Writing {
  pack: RulePack
  now: Date
}

/** Stores sites in one statement with their numbers (of the city's year), areas and municipalities. */
export function storeOpportunities(
  db: Db,
  sites: readonly OpportunityFields[],
  { pack, now }: Writing,
): Promise<{ id: string; number: string }[]> {
  const year = Number(dayAt(now, pack.zone).slice(0, 4))
  return certainRows(db, insertText, { ...bindings(sites, pack), at: now, year }, sites.length)
}

/** Stores a changed site; false where the version has moved on. */
export async function updateOpportunity(
  db: Db,
  site: OpportunityFields,
  version: number,
  { pack, now }: Writing,
): Promise<boolean> {
  const [changed] = await certainRows<{ n: number }>(db, updateText, { ...bindings([site], pack), at: now, version })
  return changed?.n === 1
}

function bindings(sites: readonly OpportunityFields[], { root }: RulePack) {
  const given = sites.map((site, position) => ({
    position,
    id: site.id,
    boundary: site.boundary,
    title_ar: site.title.ar,
    title_en: site.title.en,
    label_ar: label(site.title.ar),
    activity: site.activity,
    term_years: site.termYears,
    stage: site.stage,
    model: site.model,
    minimum_riyals: site.minimumRiyals,
    land_use: site.landUse,
    questions_until: site.questionsUntil,
    bids_until: site.bidsUntil,
  }))
  return { sites: JSON.stringify(given), rootRegion: root.regionId }
}
