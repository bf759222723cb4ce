import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import { type Change, difference, record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, rows, sql } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { AssetKind, ImportedAssetState } from './contract.ts'
import { findAsset } from './read.ts'

const storeText = sql(import.meta.url, 'store.sql')

export interface NewAsset {
  id: string
  agencyId: string
  reference: string
  kind: AssetKind
  state: ImportedAssetState
  description: string | null
  depthMetres: number | null
  route: Route
}

interface Stored {
  id: string
  agency_id: string
  before: object | null
  after: object | null
  moved: boolean
}

/**
 * Stores assets, each by its owner and reference: new, brought up to date, or taken away where it is removed. Gives what
 * the audit must be told, which knows of an asset what it is and never where.
 */
export async function storeAssets(
  db: Db,
  assets: readonly NewAsset[],
  { pack, now }: { pack: RulePack; now: Date },
): Promise<Change[]> {
  const given = assets.map(({ agencyId: agency, depthMetres: depth, route: drawn, ...others }) => ({
    ...others,
    agency,
    depth,
    drawn,
  }))
  const bindings = { assets: JSON.stringify(given), rootRegion: pack.root.regionId, now }
  const least = assets.filter(({ state }) => state !== 'removed').length
  return (await certainRows<Stored>(db, storeText, bindings, least)).flatMap(changeOf)
}

/** What is brought up to date with what it is already has not changed. */
function changeOf({ id, agency_id: agency, before, after, moved }: Stored): Change[] {
  const about = { subject: 'asset', id, agency } as const
  if (!after) return [{ ...about, event: 'remove', before: before ?? {} }]
  if (!before) return [{ ...about, event: 'import', after }]
  const told = difference(before, after)
  if (Object.keys(told.after).length === 0 && !moved) return []
  return [{ ...about, event: moved ? 'move' : 'update', ...told }]
}

/** Takes away an asset that its owner no longer has in the ground. */
export async function removeAsset(db: Db, id: string, actor: Actor): Promise<Outcome<null>> {
  const known = await findAsset(db, id, actor.agencyId)
  if (!known || !allows(actor, 'assets.change', { agencyId: actor.agencyId })) return failed('not-found')
  const gone = await rows(db, 'delete from asset where id = cast(:id as uuid) returning id', { id })
  if (gone.length === 0) return failed('not-found')
  const { reference, kind, state, description, depthMetres, lengthMetres, areaSquareMetres } = known
  const before = { externalReference: reference, kind, state, description, depthMetres, lengthMetres, areaSquareMetres }
  await record(db, [{ subject: 'asset', id, agency: actor.agencyId, event: 'remove', before }])
  return { value: null }
}
