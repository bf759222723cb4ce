import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import { groundProblem } from '../access/ground.ts'
import { allows } from '../access/policy.ts'
import { changeRestriction, recordMade } from '../audit/restriction.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Areas } from '../geo/contract.ts'
import { areaTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { addMonths, isDay } from '../time/rules.ts'
import type { ListedProtection, NewProtectedSurface, ProtectedSurface } from './contract.ts'
import { sayStreets } from './messages.ts'

interface Row {
  id: string
  street_id: string | null
  name_ar: string
  name_en: string
  resurfaced_on: string
  hold_until: string
  protected_until: string
  reason: string | null
  version: number
  ground: Areas
}

const columns = `id, street_id, name_ar, name_en, resurfaced_on, hold_until, protected_until, reason, version,
  ST_AsGeoJSON(ground, 7)::jsonb as ground`

function surface(row: Row): ProtectedSurface {
  return {
    id: row.id,
    streetId: row.street_id,
    name: { ar: row.name_ar, en: row.name_en },
    resurfacedOn: row.resurfaced_on,
    holdUntil: row.hold_until,
    protectedUntil: row.protected_until,
    reason: row.reason,
    ground: row.ground,
    version: row.version,
  }
}

/** Who protects, by which rules; without an actor it is the demo city that is loaded. */
interface Doing {
  pack: RulePack
  actor?: Actor
}

/** All protections, with what this actor may do to each. */
export async function listProtectedSurfaces(db: Db, actor: Actor | null): Promise<ListedProtection[]> {
  const found = await rows<Row & { municipality_id: string }>(
    db,
    `select ${columns}, municipality_id from protected_surface order by protected_until desc, id`,
  )
  return found.map((row) => ({
    ...surface(row),
    mayChange: allows(actor, 'restrictions.change', { municipalityIds: [row.municipality_id] }),
  }))
}

async function findSurface(db: Db, id: string): Promise<ProtectedSurface | undefined> {
  const [row] = await rows<Row>(db, `select ${columns} from protected_surface where id = cast(:id as uuid)`, { id })
  return row && surface(row)
}

/**
 * The dates that are not given follow from the pack: the hold and the years of protection after resurfacing. Where the protection
 * ends sooner than the pack's hold, so does that.
 */
function datesOf({ resurfacedOn, holdUntil, ...given }: NewProtectedSurface, { protection }: RulePack) {
  const protectedUntil = given.protectedUntil ?? addMonths(resurfacedOn, protection.years * 12)
  const [usual = protectedUntil] = [addMonths(resurfacedOn, protection.holdMonths), protectedUntil].sort()
  return { resurfacedOn, holdUntil: holdUntil ?? usual, protectedUntil }
}

interface StreetGround {
  municipality_id: string
}

type Values = ReturnType<typeof datesOf> & {
  streetId: string | null
  area: string | null
  nameAr: string | null
  nameEn: string | null
  reason: string | null
}

/** A street's own surface is its ground; an area brings its ground and must have a name. */
async function valuesOf(db: Db, given: NewProtectedSurface, { pack, actor }: Doing): Promise<Outcome<Values>> {
  const dates = datesOf(given, pack)
  if (!isDay(given.resurfacedOn)) return faultAt('resurfacedOn', sayHttp('period.not_a_day'))
  if (dates.protectedUntil < dates.resurfacedOn) return faultAt('protectedUntil', sayHttp('period.ends_before_start'))
  if (dates.holdUntil < dates.resurfacedOn) return faultAt('holdUntil', sayHttp('period.ends_before_start'))
  if (dates.protectedUntil < dates.holdUntil) return faultAt('holdUntil', sayStreets('hold_outlasts'))
  if ((given.streetId === undefined) === (given.area === undefined))
    return faultAt('streetId', sayStreets('street_or_area'))
  const shared = {
    ...dates,
    nameAr: given.name?.ar ?? null,
    nameEn: given.name?.en ?? null,
    reason: given.reason ?? null,
  }
  if (given.streetId !== undefined) {
    const known = (await db('street').where({ id: given.streetId }).first('municipality_id')) as
      | StreetGround
      | undefined
    if (!known) return faultAt('streetId', sayStreets('unknown_street'))
    const ours = !actor || allows(actor, 'restrictions.change', { municipalityIds: [known.municipality_id] })
    if (!ours) return faultAt('streetId', sayHttp('ground.foreign'))
    return { value: { ...shared, streetId: given.streetId, area: null } }
  }
  if (!given.name) return faultAt('name', sayStreets('name_needed'))
  const taken = await takeGeometry<Areas>(db, given.area, 'area', { types: areaTypes, box: pack.box })
  if (taken.problem) return taken
  const asked = { actor, deed: 'restrictions.change', area: taken.value, path: 'area' } as const
  const foreign = actor ? await groundProblem(db, { ...asked, actor }, pack) : null
  return foreign ?? { value: { ...shared, streetId: null, area: JSON.stringify(taken.value) } }
}

const ground = 'coalesce(ST_SetSRID(ST_GeomFromGeoJSON(cast(:area as text)), 4326), s.surface)'
const from = 'from (select 1) one left join street s on s.id = cast(:streetId as uuid)'

export async function createProtectedSurface(
  db: Db,
  given: NewProtectedSurface,
  doing: Doing,
  id = uuidv7(),
): Promise<Outcome<ProtectedSurface>> {
  const values = await valuesOf(db, given, doing)
  if (values.problem) return values
  const [row] = await rows<Row>(
    db,
    `insert into protected_surface (id, street_id, name_ar, name_en, resurfaced_on, hold_until, protected_until, reason, ground,
                                    municipality_id, region_id)
     select cast(:id as uuid), cast(:streetId as uuid), coalesce(cast(:nameAr as text), s.name_ar), coalesce(cast(:nameEn as text), s.name_en),
            cast(:resurfacedOn as date), cast(:holdUntil as date), cast(:protectedUntil as date), cast(:reason as text), ${ground},
            m.municipality_id, m.region_id
     ${from} cross join lateral municipality_of(${ground}, :rootRegion) m returning ${columns}`,
    { id, rootRegion: doing.pack.root.regionId, ...values.value },
  )
  const made = surface(row as Row)
  await recordMade(db, 'protected_surface', made)
  return { value: made }
}

/** Replaces a protection; the version named must be the one that stands. */
export function replaceProtectedSurface(
  db: Db,
  id: string,
  given: NewProtectedSurface & { version: number },
  doing: Doing & { actor: Actor },
): Promise<Outcome<ProtectedSurface>> {
  const asked = { table: 'protected_surface', id, actor: doing.actor, event: 'change' } as const
  const find = () => findSurface(db, id)
  return changeRestriction(db, asked, find, () => storeReplacement(db, id, given, doing))
}

async function storeReplacement(
  db: Db,
  id: string,
  { version, ...given }: NewProtectedSurface & { version: number },
  doing: Doing,
): Promise<Outcome<ProtectedSurface>> {
  const values = await valuesOf(db, given, doing)
  if (values.problem) return values
  const [row] = await rows<Row>(
    db,
    `update protected_surface p
     set street_id = n.street_id, name_ar = n.name_ar, name_en = n.name_en, resurfaced_on = cast(:resurfacedOn as date),
         hold_until = cast(:holdUntil as date), protected_until = cast(:protectedUntil as date),
         reason = cast(:reason as text), ground = n.ground, municipality_id = n.municipality_id, region_id = n.region_id,
         version = p.version + 1
     from (select s.id as street_id, coalesce(cast(:nameAr as text), s.name_ar) as name_ar,
                  coalesce(cast(:nameEn as text), s.name_en) as name_en, ${ground} as ground,
                  m.municipality_id, m.region_id
           ${from} cross join lateral municipality_of(${ground}, :rootRegion) m) n
     where p.id = cast(:id as uuid) and p.version = :version
     returning p.id, p.street_id, p.name_ar, p.name_en, p.resurfaced_on, p.hold_until, p.protected_until, p.reason, p.version,
               ST_AsGeoJSON(p.ground, 7)::jsonb as ground`,
    { id, version, rootRegion: doing.pack.root.regionId, ...values.value },
  )
  if (row) return { value: surface(row) }
  const current = (await db('protected_surface').where({ id }).first('version')) as { version: number } | undefined
  return current ? failed('version', { values: { current: current.version } }) : failed('not-found')
}

/** Lifts a protection; the version, where one is named, must be the one that stands. */
export function removeProtectedSurface(
  db: Db,
  id: string,
  { actor }: { actor: Actor },
  seen?: number,
): Promise<Outcome<null>> {
  const asked = { table: 'protected_surface', id, actor, event: 'remove', seen } as const
  return changeRestriction(
    db,
    asked,
    () => findSurface(db, id),
    async () => {
      await db('protected_surface').where({ id }).delete()
      return { value: null }
    },
  )
}
