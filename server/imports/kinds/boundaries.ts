import { uuidv7 } from 'uuidv7'
import type { Change } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Areas } from '../../geo/contract.ts'
import { areaTypes } from '../../geo/intake.ts'
import type { Names } from '../../language/contract.ts'
import { refusal, warning } from '../reason.ts'
import type { RowReader } from '../row-reader.ts'
import { makeAgencies, type Owner, ownerOf } from './agency.ts'
import type { Checking, Key, Kind } from './kind.ts'

interface PreparedBoundary {
  id: string
  code: string
  name: Names
  regionId: string
  /** Null: the root authority answers for it. */
  owner: Owner | null
  boundary: Areas
}

const regionId = /^[A-Z]{2,6}$/

export const boundaries: Kind = {
  types: areaTypes,
  whenRecorded: 'refuse',
  keepsId: true,
  read(row, geometry, checking) {
    const code = row.text('code', { most: 100, required: true })
    const name = names(row)
    const region = regionOf(row, checking)
    const isNamed = row.theirs('agency') !== null || row.defaultOf('agency') !== null
    const owner = isNamed ? ownerOf(row, checking) : null
    const prepared: PreparedBoundary | null =
      code !== null && name && region !== null && geometry
        ? { id: uuidv7(), code, name, regionId: region, owner, boundary: geometry as Areas }
        : null
    return {
      sourceId: code,
      title: name?.ar ?? null,
      key: code !== null && region !== null ? { owner: region, code } : null,
      prepared,
    }
  },
  likeness: () => null,
  recorded(db, keys) {
    return rows<Key>(
      db,
      `select m.region_id as owner, m.code
       from jsonb_to_recordset(cast(:keys as jsonb)) as k (owner text, code text)
       join municipality m on m.region_id = k.owner and m.code = k.code`,
      { keys: JSON.stringify(keys) },
    )
  },
  /** A boundary is stored as drawn. */
  rehearse: () => Promise.resolve(),
  async store(db, prepared, { pack }) {
    return storeBoundaries(db, prepared as readonly PreparedBoundary[], pack.root.code)
  },
}

function names(row: RowReader): Names | null {
  const ar = row.text('nameAr')
  const en = row.text('nameEn')
  const one = ar ?? en
  if (one === null) {
    row.reasons.push(refusal('value_missing', row.member('nameAr'), { values: { field: 'nameAr' } }))
    return null
  }
  if (ar === null || en === null)
    row.reasons.push(warning('name_in_one_language', row.member(ar === null ? 'nameAr' : 'nameEn')))
  return { ar: ar ?? one, en: en ?? one }
}

function regionOf(row: RowReader, { pack }: Checking): string | null {
  const region = row.text('region') ?? pack.root.regionId
  if (regionId.test(region)) return region
  row.reasons.push(refusal('not_a_region', row.member('region'), { values: { value: region } }))
  return null
}

async function storeBoundaries(db: Db, boundaries: readonly PreparedBoundary[], rootCode: string): Promise<Change[]> {
  const wanted = boundaries.flatMap(({ owner }) => owner?.newAgency ?? [])
  const { made, changes } = await makeAgencies(db, wanted, 'municipality')
  const given = boundaries.map(({ name, owner, ...rest }) => ({
    ...rest,
    name_ar: name.ar,
    name_en: name.en,
    agencyId: owner ? (owner.agencyId ?? made.get(owner.newAgency)) : null,
  }))
  await rows(
    db,
    `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
     select b.id, coalesce(b."agencyId", root.id), b."regionId", b.code, b.name_ar, b.name_en,
            ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(b.boundary), 4326))
     from jsonb_to_recordset(cast(:boundaries as jsonb))
       as b (id uuid, "agencyId" uuid, "regionId" text, code text, name_ar text, name_en text, boundary jsonb)
     cross join (select id from organisation where code = :rootCode) root`,
    { boundaries: JSON.stringify(given), rootCode },
  )
  const drawn = boundaries.map(({ id, code, name, boundary }, at): Change => {
    const agency = given[at]?.agencyId ?? null
    return {
      subject: 'municipality',
      id,
      agency,
      municipalities: [id],
      event: 'import',
      after: { code, name, boundary },
    }
  })
  return [...changes, ...drawn]
}
