import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import type { Route } from '../../geo/contract.ts'
import { routeTypes } from '../../geo/intake.ts'
import type { Period } from '../../time/contract.ts'
import { daysOf } from '../../time/rules.ts'
import { categories, methods, trafficImpacts, utilities } from '../../works/contract.ts'
import { cellsOf, lockGround, measureBindings, measured } from '../../works/ground.ts'
import { routeFault } from '../../works/route.ts'
import { insertWorks, recordWorks, type WorksFields } from '../../works/store.ts'
import { importedStatuses } from '../contract.ts'
import { geometryRefusal, refusal, warning } from '../reason.ts'
import type { RowReader } from '../row-reader.ts'
import { makeAgencies, type Owner, ownerOf } from './agency.ts'
import type { Checking, Key, Kind } from './kind.ts'

/** A works as it waits for the commit; its agency may still have to be made. */
interface PreparedWorks {
  id: string
  owner: Owner
  fields: WorksFields
}

const widestMetres = 100
const mostConnections = 10_000

export const works: Kind = {
  types: routeTypes,
  whenRecorded: 'refuse',
  keepsId: true,
  record: recordWorks,
  read(row, geometry, checking) {
    const externalReference = row.text('externalReference', { most: 100 })
    const title = row.text('title', { least: 3, required: true })
    const owner = ownerOf(row, checking)
    const period = periodOf(row, checking)
    const fault = geometry && routeFault(geometry as Route, checking.pack)
    if (fault) row.reasons.push(geometryRefusal(fault, row.geometry().member))
    const fields = { externalReference, ...detailsOf(row) }
    if (period) longPeriod(row, period, fields.category, checking)
    const key =
      externalReference !== null && owner ? { owner: owner.agencyId ?? owner.newAgency, code: externalReference } : null
    const isWhole = title !== null && owner && period && geometry
    const prepared: PreparedWorks | null = isWhole
      ? { id: uuidv7(), owner, fields: { ...fields, title, period, route: geometry as Route } }
      : null
    return { sourceId: externalReference, title, key, prepared }
  },
  /** The same ground in the same days. */
  likeness(prepared) {
    const { route, period } = (prepared as PreparedWorks).fields
    return JSON.stringify([period.start, period.end, route])
  },
  recorded(db, keys) {
    const owned = keys.filter(({ owner }) => /^[0-9a-f-]{36}$/.test(owner))
    return rows<Key>(
      db,
      `select w.agency_id as owner, w.external_reference as code
       from jsonb_to_recordset(cast(:keys as jsonb)) as k (owner uuid, code text)
       join works w on w.agency_id = k.owner and w.external_reference = k.code`,
      { keys: JSON.stringify(owned) },
    )
  },
  alike: {
    code: 'recorded_alike',
    find: alreadyRecorded,
    /** In parts, the whole ground is locked already; else what `insertWorks` locks. */
    async hold(db, prepared, { pack, inParts }) {
      if (inParts) return
      const drawn = (prepared as readonly PreparedWorks[]).map(({ id, fields }) => ({ ...fields, id }))
      await lockGround(db, cellsOf(drawn, pack))
    },
  },
  async rehearse(db, prepared, pack) {
    const drawn = (prepared as readonly PreparedWorks[]).map(({ id, fields }) => ({ ...fields, id }))
    await certainRows(db, `with ${measured} select id from measured`, measureBindings(drawn, pack), drawn.length)
  },
  async store(db, prepared, { pack, keeper, importer, now, inParts }) {
    const incoming = prepared as readonly PreparedWorks[]
    const { made, changes } = await makeAgencies(
      db,
      incoming.flatMap(({ owner }) => owner.newAgency ?? []),
      'other',
    )
    const rowsToStore = incoming.map(({ id, owner, fields }) => ({
      ...fields,
      id,
      agencyId: owner.agencyId ?? (made.get(owner.newAgency) as string),
    }))
    await insertWorks(db, rowsToStore, { userId: importer.userId, at: now }, { pack, keeper, inParts, event: 'import' })
    return changes
  },
}

/** Of the same agency and title, on the same ground in the same days, and not come to nothing. */
async function alreadyRecorded(db: Db, prepared: readonly unknown[]): Promise<Map<string, { number: string }>> {
  const given = (prepared as readonly PreparedWorks[]).flatMap(({ id, owner, fields: { title, period, route } }) =>
    owner.agencyId ? { id, agency: owner.agencyId, title, ...period, route: JSON.stringify(route) } : [],
  )
  const found = await rows<{ id: string; number: string }>(
    db,
    `select g.id, w.number
     from jsonb_to_recordset(cast(:given as jsonb))
       as g (id uuid, agency uuid, title text, start date, "end" date, route text)
     cross join lateral (select ST_SetSRID(ST_GeomFromGeoJSON(g.route), 4326) as route offset 0) r
     join works w on w.reach && r.route and w.agency_id = g.agency and w.title = g.title
       and w.period = daterange(g.start, g."end", '[]') and w.status not in ('cancelled','refused','expired')
       and ST_AsBinary(w.route) = ST_AsBinary(r.route)`,
    { given: JSON.stringify(given) },
  )
  return new Map(found.map(({ id, number }) => [id, { number }]))
}

function periodOf(row: RowReader, { pack }: Checking): Period | null {
  const start = row.day('start', pack.zone)
  const end = row.day('end', pack.zone)
  if (start === null || end === null) return null
  if (end >= start) return { start, end }
  row.reasons.push(refusal('ends_before_start', row.member('end'), { values: { start, end } }))
  return null
}

function longPeriod(row: RowReader, period: Period, category: WorksFields['category'], { pack }: Checking): void {
  const days = daysOf(period)
  const most = Math.max(...Object.values(pack.longestDays[category]))
  if (days > most) row.reasons.push(warning('long_period', row.member('end'), { values: { days, most } }))
}

function detailsOf(row: RowReader) {
  return {
    description: row.text('description', { most: 4000 }),
    contractorId: null,
    projectId: null,
    category: row.choice('category', categories, 'planned'),
    utility: row.choice('utility', utilities, 'other'),
    status: row.choice('status', importedStatuses, 'planned'),
    method: row.choice('method', methods, 'open_cut'),
    trafficImpact: row.choice('trafficImpact', trafficImpacts, 'minor'),
    trenchWidthMetres: row.number('trenchWidthMetres', { least: 0.01, most: widestMetres }),
    trenchDepthMetres: row.number('trenchDepthMetres', { least: 0.01, most: widestMetres }),
    connections: row.number('connections', { least: 1, most: mostConnections, whole: true }),
  }
}
