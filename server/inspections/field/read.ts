import type { Actor } from '../../access/actor.ts'
import { sightBindings } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import type { DayRange } from '../../database/types.ts'
import type { Box } from '../../geo/contract.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { currentChecklists } from '../checklists/store.ts'
import { sayVisits } from '../visits/messages.ts'
import { listVisits } from '../visits/read.ts'
import type { FieldArea, FieldWorks } from './contract.ts'

const text = sql(import.meta.url, 'works.sql')

/** Visits, and works, that a telephone takes along at the most: some megabytes. */
export const mostInArea = 500

interface Row {
  id: string
  number: string
  title: string
  status: FieldWorks['status']
  version: number
  agency_id: string
  contractor_id: string | null
  municipality_ids: string[]
  category: FieldWorks['category']
  utility: FieldWorks['utility']
  method: FieldWorks['method']
  traffic_impact: FieldWorks['trafficImpact']
  period: DayRange
  actual_period: DayRange | null
  guarantee_until: string | null
  trench_width_metres: number | null
  trench_depth_metres: number | null
  street_ar: string | null
  street_en: string | null
  permit_number: string | null
  length_metres: number
  route: FieldWorks['route']
  footprint: FieldWorks['footprint']
}

function works(row: Row): FieldWorks {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: row.status,
    version: row.version,
    agencyId: row.agency_id,
    contractorId: row.contractor_id,
    municipalityIds: row.municipality_ids,
    category: row.category,
    utility: row.utility,
    method: row.method,
    trafficImpact: row.traffic_impact,
    period: row.period as FieldWorks['period'],
    actualPeriod: row.actual_period as FieldWorks['actualPeriod'],
    guaranteeUntil: row.guarantee_until,
    trenchWidthMetres: row.trench_width_metres,
    trenchDepthMetres: row.trench_depth_metres,
    streetName: row.street_ar !== null && row.street_en !== null ? { ar: row.street_ar, en: row.street_en } : null,
    permitNumber: row.permit_number,
    lengthMetres: row.length_metres,
    route: row.route,
    footprint: row.footprint,
  }
}

function tooBig(): Outcome<never> {
  const detail = sayVisits('area_too_big', { most: mostInArea })
  return failed('refused', {
    reasons: [{ code: 'area_too_big', detail }],
    more: { code: 'area_too_big', most: mostInArea },
  })
}

/** An area for a telephone, whole or not at all: half of it would read as all of it. */
export async function fieldArea(
  db: Db,
  { box, municipality }: { box?: Box | undefined; municipality?: string | undefined },
  { actor, now, pack }: { actor: Actor; now: Date; pack: RulePack },
): Promise<Outcome<FieldArea>> {
  const filter = { box, municipality: municipality === undefined ? undefined : [municipality] }
  const visits = await listVisits(db, filter, actor, { limit: mostInArea, after: null })
  if (visits.nextCursor !== null) return tooBig()
  const [west = null, south = null, east = null, north = null] = box ?? []
  const { seesEverywhere, seesGround } = sightBindings(actor, 'inspections.make')
  const found = await rows<Row>(db, text, {
    visited: [...new Set(visits.items.map((visit) => visit.works.id))],
    ...{ west, south, east, north },
    municipality: municipality ?? null,
    seesEverywhere,
    seesGround,
    limit: mostInArea + 1,
  })
  if (found.length > mostInArea) return tooBig()
  return {
    value: {
      takenAt: now.toISOString(),
      visits: visits.items,
      works: found.map(works),
      checklists: await currentChecklists(db),
      nearMetres: pack.inspections.visits.nearMetres,
    },
  }
}
