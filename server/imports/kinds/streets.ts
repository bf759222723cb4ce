import { uuidv7 } from 'uuidv7'
import { type Change, difference } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import type { Lines } from '../../geo/contract.ts'
import { lineTypes } from '../../geo/intake.ts'
import { remeasure } from '../../inspections/ledger/keep.ts'
import type { Names } from '../../language/contract.ts'
import { type StreetClass, streetClasses } from '../../streets/contract.ts'
import { type NewStreet, type StoredStreet, storeStreets } from '../../streets/store.ts'
import { warning } from '../reason.ts'
import { type RowReader, short } from '../row-reader.ts'
import type { Key, Kind } from './kind.ts'

/** The values of OpenStreetMap's key `highway` in the four classes of a street. */
const osmClasses: Record<string, StreetClass> = {
  motorway: 'highway',
  motorway_link: 'highway',
  trunk: 'highway',
  trunk_link: 'highway',
  primary: 'arterial',
  primary_link: 'arterial',
  secondary: 'arterial',
  secondary_link: 'arterial',
  tertiary: 'collector',
  tertiary_link: 'collector',
  ...Object.fromEntries(
    [
      'residential',
      'living_street',
      'unclassified',
      'service',
      'pedestrian',
      'footway',
      'path',
      'steps',
      'cycleway',
      'track',
      'construction',
      'road',
    ].map((value) => [value, 'local' as const]),
  ),
}

const regionsText = sql(import.meta.url, 'street-regions.sql')
const unnamed: Names = { ar: 'شارع بلا اسم', en: 'Unnamed street' }
const widestMetres = 200

export const streets: Kind = {
  types: lineTypes,
  whenRecorded: 'update',
  keepsId: false,
  read(row, geometry, { pack }) {
    const code = row.text('code', { most: 100 })
    const name = streetName(row)
    const streetClass = row.choice('streetClass', streetClasses, 'local', osmClasses)
    const width = row.number('widthMetres', { least: 1, most: widestMetres })
    const prepared: NewStreet | null =
      geometry && name
        ? {
            id: uuidv7(),
            code,
            name,
            streetClass,
            line: geometry as Lines,
            ...(width === null ? {} : { widthMetres: width }),
          }
        : null
    return {
      sourceId: code,
      title: name?.ar ?? null,
      key: code === null ? null : { owner: pack.root.regionId, code },
      prepared,
    }
  },
  likeness: () => null,
  /** A code is unique in its region, which is the one of the ground that the street mostly lies on. */
  async ownersByGround(db, prepared, { root }) {
    const lines = JSON.stringify((prepared as readonly NewStreet[]).map(({ id, line }) => ({ id, line })))
    const bindings = { lines, rootRegion: root.regionId }
    const found = await certainRows<{ id: string; region_id: string }>(db, regionsText, bindings, prepared.length)
    return new Map(found.map(({ id, region_id }) => [id, region_id]))
  },
  recorded(db, keys) {
    return rows<Key>(
      db,
      `select s.region_id as owner, s.code
       from jsonb_to_recordset(cast(:keys as jsonb)) as k (owner text, code text)
       join street s on s.region_id = k.owner and s.code = k.code`,
      { keys: JSON.stringify(keys) },
    )
  },
  alike: {
    code: 'street_recorded_alike',
    find: onSameLine,
    hold: (db) => holdStreets(db),
  },
  async rehearse(db, prepared, { streetWidthMetres }) {
    const drawn = (prepared as readonly NewStreet[]).map(({ line, streetClass, widthMetres }) => ({
      line,
      width: widthMetres ?? streetWidthMetres[streetClass],
    }))
    await certainRows(
      db,
      `select ST_IsEmpty(ST_Buffer(ST_SetSRID(ST_GeomFromGeoJSON(d.line), 4326)::geography, d.width / 2)::geometry)
       from jsonb_to_recordset(cast(:drawn as jsonb)) as d (line jsonb, width float8)`,
      { drawn: JSON.stringify(drawn) },
      drawn.length,
    )
  },
  async store(db, prepared, { pack }) {
    await holdStreets(db)
    const stored = await storeStreets(db, prepared as readonly NewStreet[], pack)
    if (stored.length !== prepared.length)
      throw new Error(`only ${stored.length} of ${prepared.length} streets were stored`)
    await remeasure(
      db,
      stored.map(({ id }) => id),
      pack,
    )
    return stored.flatMap(changeOf)
  },
}

/** Nobody else changes a street between what it was and what it is. */
async function holdStreets(db: Db): Promise<void> {
  await rows(db, 'lock table street in share row exclusive mode')
}

/** Whatever it is called: what runs along the very same line is the same street. */
async function onSameLine(db: Db, prepared: readonly unknown[]): Promise<Map<string, { name: string }>> {
  const given = (prepared as readonly NewStreet[]).map(({ id, line }) => ({ id, line }))
  const found = await rows<{ id: string; name: string }>(
    db,
    `select g.id, s.name_ar as name
     from jsonb_to_recordset(cast(:given as jsonb)) as g (id uuid, line jsonb)
     cross join lateral (select ST_SetSRID(ST_GeomFromGeoJSON(g.line), 4326) as line offset 0) r
     join street s on s.line_3857 && ST_Transform(r.line, 3857) and ST_AsBinary(s.line) = ST_AsBinary(r.line)`,
    { given: JSON.stringify(given) },
  )
  return new Map(found.map(({ id, name }) => [id, { name }]))
}

/** A street that is brought up to date with what it is already has not changed. */
function changeOf({ id, municipality_id, before, after }: StoredStreet): Change[] {
  const about = { subject: 'street', id, municipalities: [municipality_id] } as const
  if (!before) return [{ ...about, event: 'import', after }]
  const told = difference(before, after)
  return Object.keys(told.after).length > 0 ? [{ ...about, event: 'update', ...told }] : []
}

/** The names of a street; one name serves for both languages, and one that only says what it is gets a warning. */
function streetName(row: RowReader): Names | null {
  const ar = row.text('nameAr')
  const en = row.text('nameEn')
  if (row.reasons.some(({ verdict }) => verdict === 'refused')) return null
  const one = ar ?? en
  if (one === null) {
    row.reasons.push(warning('name_missing', row.member('nameAr')))
    return unnamed
  }
  const says = String(row.theirs('streetClass') ?? '')
  if (isPlaceholder(one, says))
    row.reasons.push(warning('placeholder_name', row.member('nameAr'), { values: { value: short(one) } }))
  else if (ar === null || en === null || ar === en)
    row.reasons.push(warning('name_in_one_language', row.member(ar === null ? 'nameAr' : 'nameEn')))
  return { ar: ar ?? one, en: en ?? one }
}

/** "Residential Road" on a residential road: what it is, not what it is called. */
function isPlaceholder(name: string, says: string): boolean {
  const [word = '', kind, ...more] = name.toLowerCase().split(' ')
  const isKind = kind === 'road' || kind === 'street'
  return isKind && more.length === 0 && (word === says.toLowerCase() || Object.hasOwn(osmClasses, word))
}
