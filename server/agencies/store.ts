import { uuidv7 } from 'uuidv7'
import type { Ground } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Areas } from '../geo/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Agency, Municipality, OrganisationKind } from './contract.ts'

interface AgencyRow {
  id: string
  ordinal: number
  code: string
  name_ar: string
  name_en: string
  kind: Agency['kind']
  colour: string
}

export async function listAgencies(db: Db): Promise<Agency[]> {
  const found = (await db('organisation')
    .select('id', 'ordinal', 'code', 'name_ar', 'name_en', 'kind', 'colour')
    .orderBy('ordinal')) as AgencyRow[]
  return found.map(({ name_ar, name_en, ...row }) => ({ ...row, name: { ar: name_ar, en: name_en } }))
}

interface MunicipalityRow {
  id: string
  code: string
  region_id: string
  organisation_id: string
  name_ar: string
  name_en: string
  boundary: Areas | null
}

/** Municipalities by name; their boundaries (WGS84) only where they are asked for. */
export async function listMunicipalities(db: Db, withBoundaries: boolean): Promise<Municipality[]> {
  const found = await rows<MunicipalityRow>(
    db,
    `select id, code, region_id, organisation_id, name_ar, name_en,
            case when cast(:withBoundaries as boolean) then ST_AsGeoJSON(boundary, 7)::jsonb end as boundary
     from municipality order by is_root, name_ar, id`,
    { withBoundaries },
  )
  return found.map((row) => ({
    id: row.id,
    code: row.code,
    regionId: row.region_id,
    agencyId: row.organisation_id,
    name: { ar: row.name_ar, en: row.name_en },
    ...(row.boundary ? { boundary: row.boundary } : {}),
  }))
}

/** Makes sure that somebody answers for the ground outside every boundary: the pack's root authority. */
export async function ensureRoot(db: Db, { root }: RulePack): Promise<void> {
  // a start must not write where there is nothing to write
  if (await db('municipality').where({ region_id: root.regionId, code: root.code }).first('id')) return
  const names = { name_ar: root.name.ar, name_en: root.name.en }
  const office = { id: uuidv7(), code: root.code, kind: 'authority', colour: '#1b8354', ...names }
  await db('organisation').insert(office).onConflict('code').ignore()
  const { id } = (await db('organisation').where({ code: root.code }).first('id')) as { id: string }
  const municipality = {
    id: uuidv7(),
    organisation_id: id,
    region_id: root.regionId,
    code: root.code,
    is_root: true,
    ...names,
  }
  await db('municipality').insert(municipality).onConflict(['region_id', 'code']).ignore()
}

/** What an organisation is, and the municipalities that it answers for. */
export async function placeOf(
  db: Db,
  agencyId: string | null,
): Promise<{ kind: OrganisationKind | null; ground: Ground }> {
  if (agencyId === null) return { kind: null, ground: [] }
  const found = (await db('organisation')
    .leftJoin('municipality', 'municipality.organisation_id', 'organisation.id')
    .where('organisation.id', agencyId)
    .select('organisation.kind', 'municipality.id', 'municipality.is_root')) as {
    kind: OrganisationKind
    id: string | null
    is_root: boolean | null
  }[]
  const ground = found.some(({ is_root }) => is_root) ? 'everywhere' : found.flatMap(({ id }) => id ?? [])
  return { kind: found[0]?.kind ?? null, ground }
}
