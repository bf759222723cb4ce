import type { Change } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import { isCrowded, unaligned } from '../../geo/alignment.ts'
import type { Route } from '../../geo/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Utility } from '../../works/contract.ts'
import { cellsOf, lockGround, measured } from '../../works/ground.ts'
import type { EntryKind } from './contract.ts'
import { keepBefore } from './keep.ts'

/** What was dug or surfaced before there was this register. Days inclusive; geometry WGS84. */
export interface EntryOfBefore {
  id: string
  code: string
  title: string
  kind: EntryKind
  openedOn: string
  closedOn: string
  agencyId: string | null
  utility: Utility
  trenchWidthMetres: number | null
  trenchDepthMetres: number | null
  guaranteeUntil: string | null
  guarantor: string | null
  layers: string | null
  route: Route
}

const insertText = `with ${measured}
  insert into pavement_entry (id, kind, opened_on, closed_on, guarantee_until, ground, route, code, title, agency_id, utility, guarantor,
                              trench_width_metres, trench_depth_metres, layers, region_id, municipality_id, created_at)
  select m.id, r.kind, r."openedOn", r."closedOn", r."guaranteeUntil", m.footprint, m.route, r.code, r.title, r."agencyId", r.utility,
         r.guarantor, r."trenchWidthMetres", r."trenchDepthMetres", r.layers, m.region_id, m.municipality_ids[1], cast(:now as timestamptz)
  from measured m
  join jsonb_to_recordset(cast(:entries as jsonb)) as r (
    id uuid, kind text, "openedOn" date, "closedOn" date, "guaranteeUntil" date, code text, title text, "agencyId" uuid, utility text,
    guarantor text, "trenchWidthMetres" real, "trenchDepthMetres" real, layers text) on r.id = m.id
  returning id, municipality_id`

/** What `measure.sql` is given. Unlike a works, what was dug before takes no space to work in: its ground is the trench. */
export function drawnBefore(entries: readonly EntryOfBefore[], pack: RulePack) {
  const given = entries.map(({ id, route, trenchWidthMetres }) => ({
    id,
    route,
    ...(isCrowded(route) ? { shape: unaligned(route) } : {}),
    halfWidth: (trenchWidthMetres ?? pack.footprint.trenchWidthMetres) / 2,
    buffer: 0,
  }))
  return { given: JSON.stringify(given), rootRegion: pack.root.regionId }
}

/**
 * Stores entries with their stretches; gives what the audit must be told. Under the locks of their ground, which whoever grants
 * a permit takes too: neither misses the other. `inParts` for one of several parts of a transaction, which has locked all of it.
 */
export async function storeBefore(
  db: Db,
  entries: readonly EntryOfBefore[],
  { pack, now, inParts = false }: { pack: RulePack; now: Date; inParts?: boolean },
): Promise<Change[]> {
  if (entries.length === 0) return []
  if (!inParts) await lockGround(db, cellsOf(entries, pack))
  const bindings = { ...drawnBefore(entries, pack), entries: JSON.stringify(entries), now }
  const stored = await certainRows<{ id: string; municipality_id: string }>(db, insertText, bindings, entries.length)
  await keepBefore(
    db,
    stored.map(({ id }) => id),
    pack,
  )
  const municipalities = new Map(stored.map(({ id, municipality_id }) => [id, municipality_id]))
  return entries.map(({ id, agencyId, route: _route, ...told }) => ({
    subject: 'pavement',
    id,
    agency: agencyId,
    municipalities: [municipalities.get(id) as string],
    event: 'import',
    after: told,
  }))
}
