import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { listMunicipalities } from '../agencies/store.ts'
import { csvFile } from '../analytics/csv-file.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import { featureFile } from '../http/feature-file.ts'
import type { Language } from '../language/contract.ts'
import { listFeatures, listOpportunities, type OpportunityFilter } from './read.ts'
import { sayTable } from './table-messages.ts'
import { activityWords, landUseWords, modelWords, stageWords } from './words.ts'

const heads = ['number', 'title', 'municipality', 'activity', 'stage', 'model', 'area', 'years', 'minimum', 'landUse', 'questions', 'bids', 'longitude', 'latitude'] as const // biome-ignore format: a line of the file

type After = readonly [string, string] | null
const afterOf = (cursor: string): After => readCursor(cursor, ['instant', 'uuid']).value ?? null

/** All sites of a filter with their boundaries (WGS84), the newest first. */
export function sitesFile(
  under: Under,
  filter: OpportunityFilter,
  viewer: Actor | null,
  limit = mostItems,
): Promise<Readable> {
  return featureFile((after: After) => under(viewer, (db) => listFeatures(db, filter, { limit, after })), afterOf)
}

/** All sites of a filter as CSV, the newest first; longitude and latitude (WGS84) are a position on the site. */
export async function sitesTable(
  under: Under,
  filter: OpportunityFilter,
  viewer: Actor | null,
  language: Language,
  limit = mostItems,
): Promise<Readable> {
  const municipalities = await under(viewer, (db) => listMunicipalities(db, false))
  const names = new Map(municipalities.map(({ id, name }) => [id, name[language]]))
  return csvFile({
    heads: heads.map((head) => sayTable(`csv.${head}`)(language)),
    read: (after: After) => under(viewer, (db) => listOpportunities(db, filter, { limit, after })),
    after: afterOf,
    lines: (site) => [
      [
        site.number,
        site.title[language],
        names.get(site.municipalityId) ?? null,
        activityWords[site.activity][language],
        stageWords[site.stage][language],
        modelWords[site.model][language],
        site.areaSquareMetres,
        site.termYears,
        site.minimumRiyals,
        site.landUse ? landUseWords[site.landUse][language] : null,
        site.questionsUntil,
        site.bidsUntil,
        ...site.centre,
      ],
    ],
  })
}
