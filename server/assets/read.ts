import type { Db } from '../database/connect.ts'
import { like, narrowed, rows } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Asset, AssetCounts, AssetKind, AssetState } from './contract.ts'

interface Row {
  id: string
  reference: string
  kind: AssetKind
  state: AssetState
  description: string | null
  depth_metres: number | null
  length_metres: number | null
  area_square_metres: number | null
  lng: number
  lat: number
  recorded_at: string
  changed_at: string
}

const columns = `a.id, a.reference, a.kind, a.state, a.description, a.depth_metres, a.length_metres, a.area_square_metres,
  round(ST_X(c.centre)::numeric, 7)::float8 as lng, round(ST_Y(c.centre)::numeric, 7)::float8 as lat, a.recorded_at, a.changed_at`
const tables = 'asset a cross join lateral (select ST_PointOnSurface(a.route) as centre offset 0) c'

const tenth = (metres: number | null) => (metres === null ? null : Math.round(metres * 10) / 10)

function asset(row: Row): Asset {
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    state: row.state,
    description: row.description,
    depthMetres: row.depth_metres,
    lengthMetres: tenth(row.length_metres),
    areaSquareMetres: tenth(row.area_square_metres),
    centre: [row.lng, row.lat],
    recordedAt: row.recorded_at,
    changedAt: row.changed_at,
  }
}

interface Asked {
  agencyId: string | null
  kinds: readonly string[] | undefined
  text: string | undefined
  limit: number
  after: readonly [string, string] | null
}

/** An agency's assets by their reference; a text is sought in reference and description. */
export async function listAssets(db: Db, { agencyId, kinds, text, limit, after }: Asked): Promise<Page<Asset>> {
  const { where, bindings } = narrowed([
    [true, 'a.agency_id = cast(:agencyId as uuid)', { agencyId }],
    [kinds, 'a.kind = any (cast(:kinds as text[]))', { kinds }],
    [
      text,
      `(folded(a.reference) like folded(:sought) or folded(coalesce(a.description, '')) like folded(:sought))`,
      { sought: like(text ?? '') },
    ],
    [
      after ?? undefined,
      '(a.reference, a.id) > (:reference, cast(:last as uuid))',
      { reference: after?.[0], last: after?.[1] },
    ],
  ])
  const found = await rows<Row>(
    db,
    `select ${columns} from ${tables} where ${where} order by a.reference, a.id limit :limit`,
    { ...bindings, limit: limit + 1 },
  )
  return page(found, limit, asset, (row) => [row.reference, row.id])
}

/** One asset of an agency; undefined where there is none, or it is another's. */
export async function findAsset(db: Db, id: string, agencyId: string | null): Promise<Asset | undefined> {
  const [row] = await rows<Row>(
    db,
    `select ${columns} from ${tables} where a.id = cast(:id as uuid) and a.agency_id = cast(:agencyId as uuid)`,
    { id, agencyId },
  )
  return row && asset(row)
}

/** How many assets of each kind an agency has. */
export async function countAssets(db: Db, agencyId: string | null): Promise<AssetCounts> {
  const found = await rows<{ kind: AssetKind; assets: number; metres: number }>(
    db,
    `select kind, count(*)::int as assets, coalesce(sum(length_metres), 0) as metres
     from asset where agency_id = cast(:agencyId as uuid) group by kind order by kind`,
    { agencyId },
  )
  return { items: found.map(({ kind, assets, metres }) => ({ kind, assets, lengthMetres: tenth(metres) ?? 0 })) }
}
