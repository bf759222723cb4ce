import { uuidv7 } from 'uuidv7'
import { assetKinds, importedAssetStates } from '../../assets/contract.ts'
import { type NewAsset, storeAssets } from '../../assets/store.ts'
import { certainRows, rows } from '../../database/sql.ts'
import type { Route } from '../../geo/contract.ts'
import { routeTypes } from '../../geo/intake.ts'
import { refusal } from '../reason.ts'
import type { RowReader } from '../row-reader.ts'
import { ownerOf } from './agency.ts'
import type { Checking, Key, Kind } from './kind.ts'

const deepestMetres = 200

/** Networks that agencies have in the ground: each file is its owner's own, whoever brings it. */
export const assets: Kind = {
  types: routeTypes,
  whenRecorded: 'update',
  keepsId: false,
  read(row, geometry, checking) {
    const reference = row.text('externalReference', { most: 100, required: true })
    const agencyId = keeperOf(row, checking)
    const kind = row.choice('assetKind', assetKinds, 'other')
    const state = row.choice('assetState', importedAssetStates, 'in_use')
    // whoever digs there must not take a gas main for something else
    if (state !== 'removed' && row.theirs('assetKind') === null && row.defaultOf('assetKind') === null)
      row.reasons.push(refusal('value_missing', row.member('assetKind'), { values: { field: 'assetKind' } }))
    const description = row.text('description', { most: 4000 })
    const depthMetres = row.number('depthMetres', { least: 0, most: deepestMetres })
    const key = reference === null || agencyId === null ? null : { owner: agencyId, code: reference }
    const prepared: NewAsset | null =
      key && geometry
        ? {
            id: uuidv7(),
            agencyId: key.owner,
            reference: key.code,
            kind,
            state,
            description,
            depthMetres,
            route: geometry as Route,
          }
        : null
    return { sourceId: reference, title: description, key, prepared }
  },
  /** Several pipes lie in one trench. */
  likeness: () => null,
  updateWords: (prepared) => ((prepared as NewAsset).state === 'removed' ? 'takes_away' : null),
  recorded(db, keys) {
    return rows<Key>(
      db,
      `select a.agency_id as owner, a.reference as code
       from jsonb_to_recordset(cast(:keys as jsonb)) as k (owner uuid, code text)
       join asset a on a.agency_id = k.owner and a.reference = k.code`,
      { keys: JSON.stringify(keys) },
    )
  },
  async rehearse(db, prepared) {
    const drawn = (prepared as readonly NewAsset[]).map(({ route }) => ({ route }))
    await certainRows(
      db,
      `select ST_Length(g.shape::geography), ST_Area(g.shape::geography),
              (select count(ST_Length(shared_ground(m.boundary, g.shape))) from municipality m where ST_Intersects(m.boundary, g.shape))
       from jsonb_to_recordset(cast(:drawn as jsonb)) as d (route jsonb)
       cross join lateral (select ST_SetSRID(ST_GeomFromGeoJSON(d.route), 4326) as shape offset 0) g`,
      { drawn: JSON.stringify(drawn) },
      drawn.length,
    )
  },
  store: (db, prepared, { pack, now }) => storeAssets(db, prepared as readonly NewAsset[], { pack, now }),
}

/**
 * Nobody brings another agency's networks, the office neither: whoever could would take them away as well. The command
 * line names the agency that it works for, and knows agencies, but makes none.
 */
function keeperOf(row: RowReader, checking: Checking): string | null {
  const { importer, mapping } = checking
  const isOffice = importer.userId === null && importer.isOffice
  const { createAgencies: _, ...known } = mapping
  return ownerOf(row, { ...checking, importer: { ...importer, isOffice }, mapping: known })?.agencyId ?? null
}
