import { uuidv7 } from 'uuidv7'
import { certainRows, rows } from '../../database/sql.ts'
import type { Route } from '../../geo/contract.ts'
import { routeTypes } from '../../geo/intake.ts'
import { drawnBefore, type EntryOfBefore, storeBefore } from '../../inspections/ledger/before.ts'
import { entryKinds } from '../../inspections/ledger/contract.ts'
import type { Period } from '../../time/contract.ts'
import { utilities } from '../../works/contract.ts'
import { measured } from '../../works/ground.ts'
import { refusal, warning } from '../reason.ts'
import { type RowReader, short } from '../row-reader.ts'
import { agencyNamed } from './agency.ts'
import type { Checking, Key, Kind } from './kind.ts'

const widestMetres = 100

/** What was dug or surfaced before there was this register: entries of the pavement ledger. */
export const pavement: Kind = {
  types: routeTypes,
  whenRecorded: 'refuse',
  keepsId: true,
  read(row, geometry, checking) {
    const code = row.text('code', { most: 100, required: true })
    const title = row.text('title', { least: 3, required: true })
    const period = periodOf(row, checking)
    const hasGuarantee = row.theirs('guaranteeUntil') !== null || row.defaultOf('guaranteeUntil') !== null
    const guaranteeUntil = hasGuarantee ? row.day('guaranteeUntil', checking.pack.zone) : null
    if (period && guaranteeUntil !== null && guaranteeUntil < period.end)
      row.reasons.push(refusal('guarantee_before_end', row.member('guaranteeUntil'), { values: { end: period.end } }))
    const isWhole = code !== null && title !== null && period && geometry
    const prepared: EntryOfBefore | null = isWhole
      ? {
          id: uuidv7(),
          code,
          title,
          kind: row.choice('surfaceKind', entryKinds, 'cut'),
          openedOn: period.start,
          closedOn: period.end,
          agencyId: agencyOf(row, checking),
          utility: row.choice('utility', utilities, 'other'),
          trenchWidthMetres: row.number('trenchWidthMetres', { least: 0.01, most: widestMetres }),
          trenchDepthMetres: row.number('trenchDepthMetres', { least: 0.01, most: widestMetres }),
          guaranteeUntil,
          guarantor: row.text('guarantor'),
          layers: row.text('layers', { most: 2000 }),
          route: geometry as Route,
        }
      : null
    const key = code === null ? null : { owner: checking.pack.root.regionId, code }
    return { sourceId: code, title, key, prepared }
  },
  likeness(prepared) {
    const { route, openedOn, closedOn } = prepared as EntryOfBefore
    return JSON.stringify([openedOn, closedOn, route])
  },
  /** A code is unique in the region that its ground mostly lies in. */
  async ownersByGround(db, prepared, pack) {
    const found = await certainRows<{ id: string; region_id: string }>(
      db,
      `with ${measured} select id, region_id from measured`,
      drawnBefore(prepared as readonly EntryOfBefore[], pack),
      prepared.length,
    )
    return new Map(found.map(({ id, region_id }) => [id, region_id]))
  },
  recorded(db, keys) {
    return rows<Key>(
      db,
      `select e.region_id as owner, e.code
       from jsonb_to_recordset(cast(:keys as jsonb)) as k (owner text, code text)
       join pavement_entry e on e.region_id = k.owner and e.code = k.code`,
      { keys: JSON.stringify(keys) },
    )
  },
  async rehearse(db, prepared, pack) {
    const bindings = drawnBefore(prepared as readonly EntryOfBefore[], pack)
    await certainRows(db, `with ${measured} select id from measured`, bindings, prepared.length)
  },
  store: (db, prepared, storing) => storeBefore(db, prepared as readonly EntryOfBefore[], storing),
}

/** What is still open, or to come, is a works of this register. */
function periodOf(row: RowReader, { pack, today }: Checking): Period | null {
  const start = row.day('start', pack.zone)
  const end = row.day('end', pack.zone)
  if (start === null || end === null) return null
  if (end > today) row.reasons.push(refusal('not_over', row.member('end'), { values: { end } }))
  if (end >= start) return { start, end }
  row.reasons.push(refusal('ends_before_start', row.member('end'), { values: { start, end } }))
  return null
}

/** Who dug, where the name is known; whoever answers for the surface may be told in words. */
function agencyOf(row: RowReader, { agencies }: Checking): string | null {
  const named = row.text('agency')
  const known = named === null ? null : (agencyNamed(agencies, named) ?? null)
  if (named !== null && known === null)
    row.reasons.push(warning('agency_unknown', row.member('agency'), { values: { value: short(named) } }))
  return known
}
