import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import type { MultiPolygon, Position } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Works } from '../../works/contract.ts'
import { findWorks } from '../../works/read.ts'
import { mayRecord } from './access.ts'
import type { Reinstatement, Reinstatements } from './contract.ts'
import { lacksOf } from './rules.ts'

const coveredText = sql(import.meta.url, 'covered.sql')

interface Row {
  id: string
  works_id: string
  place: number
  version: number
  kind: Reinstatement['kind']
  closed_on: string
  areas: Reinstatement['areas']
  ground: MultiPolygon
  area_square_metres: number
  length_metres: number
  depth_metres: number
  surface: string
  layers: Reinstatement['layers']
  ends: Position[] | null
  note: string | null
  correction: string | null
  recorded_at: string
  by: Names | null
  photos: Reinstatement['photos']
}

const photos = `coalesce((
  select jsonb_agg(jsonb_build_object('id', p.id, 'addedAt', p.added_at, 'by',
    case when u.id is not null then jsonb_build_object('ar', u.name_ar, 'en', u.name_en) end) order by p.added_at, p.id)
  from reinstatement_photo p left join account_name u on u.id = p.added_by
  where p.works_id = r.works_id and p.record = r.place), '[]') as photos`
const columns = `r.id, r.works_id, r.place, r.version, r.kind, r.closed_on, r.areas, ST_AsGeoJSON(r.ground, 7)::jsonb as ground,
  r.area_square_metres, r.length_metres, r.depth_metres, r.surface, r.layers,
  ST_AsGeoJSON(r.ends, 7)::jsonb -> 'coordinates' as ends, r.note, r.correction, r.recorded_at,
  case when a.id is not null then jsonb_build_object('ar', a.name_ar, 'en', a.name_en) end as by, ${photos}`
const author = 'left join account_name a on a.id = r.recorded_by'

const round = (metres: number) => Math.round(metres * 100) / 100

function record(row: Row): Reinstatement {
  const { id, version, kind, areas, ground, surface, layers, ends, note, correction, by } = row
  return {
    id,
    worksId: row.works_id,
    number: row.place,
    version,
    kind,
    closedOn: row.closed_on,
    areas,
    ground,
    areaSquareMetres: round(row.area_square_metres),
    lengthMetres: round(row.length_metres),
    depthMetres: round(row.depth_metres),
    surface,
    layers,
    ends,
    note,
    correction,
    recordedAt: row.recorded_at,
    by,
    photos: row.photos,
  }
}

/** Each record of a works as it was last corrected. */
export async function recordsOf(db: Db, worksId: string): Promise<Reinstatement[]> {
  const found = await rows<Row>(
    db,
    `select ${columns} from reinstatements_now(cast(:worksId as uuid)) r ${author} order by r.place`,
    { worksId },
  )
  return found.map(record)
}

/** All versions of one record, the last first. */
export async function versionsOf(db: Db, worksId: string, number: number): Promise<Reinstatement[]> {
  const found = await rows<Row>(
    db,
    `select ${columns} from reinstatement_record r ${author}
     where r.works_id = cast(:worksId as uuid) and r.place = :number order by r.version desc`,
    { worksId, number },
  )
  return found.map(record)
}

/** How much of a works its records cover, and how much they must, in whole per cent. */
export async function coveredOf(
  db: Db,
  { id, method }: Pick<Works, 'id' | 'method'>,
  { footprint, inspections }: Pick<RulePack, 'footprint' | 'inspections'>,
): Promise<Reinstatements['covered']> {
  const bindings = { worksId: id, besideMetres: footprint.workingSpaceMetres }
  const [found] = await certainRows<{ share: number | null }>(db, coveredText, bindings)
  const percent = Math.min(100, Math.round((found?.share ?? 0) * 100))
  return { percent, leastPercent: inspections.reinstatement.leastPercent[method] }
}

/** The records of a works with what they still lack; null where there is no such works for whoever asks. */
export async function reinstatementsOf(
  db: Db,
  id: string,
  { actor, pack }: { actor: Actor; pack: RulePack },
): Promise<Reinstatements | null> {
  const works = await findWorks(db, id, actor)
  if (!works) return null
  const items = await recordsOf(db, id)
  const covered = await coveredOf(db, works, pack)
  const { reinstatement } = pack.inspections
  const told = items.map(({ kind, depthMetres, photos: each }) => ({ kind, depthMetres, photos: each.length }))
  return {
    worksId: id,
    items,
    covered,
    leastPhotos: reinstatement.leastPhotos,
    lacks: lacksOf(told, covered, reinstatement),
    may: { record: mayRecord(actor, works) },
  }
}
