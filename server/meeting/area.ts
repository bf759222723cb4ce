import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { Areas } from '../geo/contract.ts'
import { areaTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { Names } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { sayMeeting } from './messages.ts'
import { readCorners } from './rules.ts'

/** Where a meeting is about: a municipality, a district or what was drawn; one of them. */
export interface AskedGround {
  municipality?: string | undefined
  district?: string | undefined
  area?: string | undefined
}

export interface MeetingArea {
  /** Null where it was drawn. */
  name: Names | null
  ground: Areas
}

/** The root authority answers for what lies in nobody's boundary. */
const municipalityText = `
  select m.name_ar, m.name_en,
         ST_AsGeoJSON(coalesce(m.boundary, ST_Difference(b.box, coalesce(
           (select ST_Union(o.boundary) from municipality o where o.boundary is not null), ST_GeomFromText('POLYGON EMPTY', 4326)))), 7)::jsonb as ground
  from (select ST_MakeEnvelope(:west, :south, :east, :north, 4326) as box) b
  left join municipality m on m.id = cast(:id as uuid)`

const districtText = `
  select p.name_ar, coalesce(p.name_en, p.name_ar) as name_en, ST_AsGeoJSON(p.geometry, 7)::jsonb as ground
  from (select 1) always left join place p on p.id = cast(:id as uuid) and p.kind = 'district'
   and ST_GeometryType(p.geometry) in ('ST_Polygon','ST_MultiPolygon')`

interface Row {
  name_ar: string | null
  name_en: string | null
  ground: Areas | null
}

/** The ground that is asked for, as an area; what is drawn is taken in like any geometry. */
export async function meetingArea(db: Db, asked: AskedGround, { box }: RulePack): Promise<Outcome<MeetingArea>> {
  const given = [asked.municipality, asked.district, asked.area].filter((one) => one !== undefined)
  if (given.length !== 1) return faultAt('municipality', sayMeeting('ask.one'))
  if (asked.area !== undefined) {
    const taken = await takeGeometry<Areas>(db, readCorners(asked.area), 'area', { types: areaTypes, box })
    return taken.problem ? taken : { value: { name: null, ground: taken.value } }
  }
  const [west, south, east, north] = box
  const [row] = asked.municipality
    ? await certainRows<Row>(db, municipalityText, { id: asked.municipality, west, south, east, north })
    : await certainRows<Row>(db, districtText, { id: asked.district })
  const { name_ar: ar = null, name_en: en = null, ground = null } = row ?? {}
  return ar && en && ground ? { value: { name: { ar, en }, ground } } : failed('not-found')
}
