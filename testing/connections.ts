import { uuidv7 } from 'uuidv7'
import type { Actor } from '../server/access/actor.ts'
import { keeper } from '../server/cases/keeper.ts'
import type { Db } from '../server/database/connect.ts'
import type { LineString } from '../server/geo/contract.ts'
import { insertConnections } from '../server/works/connections/store.ts'
import type { Works } from '../server/works/contract.ts'
import { findWorks } from '../server/works/read.ts'
import { updateWorks } from '../server/works/store.ts'
import { pack } from './database.ts'
import { now } from './service.ts'

const office: Actor = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId: null, ground: 'everywhere', scopes: null } // biome-ignore format: one line

/** Gives a works connections whatever its status, and lets its ground follow. */
export async function addConnections(db: Db, worksId: string, lines: readonly LineString[]): Promise<void> {
  const given = lines.map((line, at) => ({
    id: uuidv7(),
    label: `Villa ${at + 1}`,
    parcel: null,
    meter: null,
    line,
    lengthMetres: 20,
  }))
  await insertConnections(db, worksId, given, now)
  const old = (await findWorks(db, worksId, office)) as Works
  const fields = { ...old, connections: lines.length }
  const change = { id: worksId, old, fields, before: {}, after: {}, event: 'change', reason: null }
  await updateWorks(db, change, { userId: null, at: now }, { pack, keeper })
}
