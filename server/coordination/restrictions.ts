import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import { groundProblem } from '../access/ground.ts'
import { allows } from '../access/policy.ts'
import { changeRestriction, recordMade } from '../audit/restriction.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { Areas } from '../geo/contract.ts'
import { areaTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { periodFault } from '../time/rules.ts'
import type { ConstraintArea, ListedConstraint, NewConstraintArea } from './contract.ts'

interface Row {
  id: string
  kind: ConstraintArea['kind']
  name_ar: string
  name_en: string
  period: DayRange | null
  severity: ConstraintArea['severity']
  note: string | null
  area: Areas
  version: number
}

const columns = `id, kind, name_ar, name_en, period, severity, note, version, ST_AsGeoJSON(area, 7)::jsonb as area`

function constraint({ name_ar, name_en, ...row }: Row): ConstraintArea {
  return { ...row, name: { ar: name_ar, en: name_en }, period: row.period as Period | null }
}

/** What the office works with when it restricts ground: only that of its own municipalities. */
export interface Doing {
  pack: RulePack
  actor: Actor
}

/** All areas, with what this actor may do to each. */
export async function listConstraints(db: Db, actor: Actor | null): Promise<ListedConstraint[]> {
  const found = await rows<Row & { municipality_id: string }>(
    db,
    `select ${columns}, municipality_id from constraint_area order by period nulls last, id`,
  )
  return found.map(({ municipality_id, ...row }) => ({
    ...constraint(row),
    mayChange: allows(actor, 'restrictions.change', { municipalityIds: [municipality_id] }),
  }))
}

async function findConstraint(db: Db, id: string): Promise<ConstraintArea | undefined> {
  const [row] = await rows<Row>(db, `select ${columns} from constraint_area where id = cast(:id as uuid)`, { id })
  return row && constraint(row)
}

function bindingsOf(given: NewConstraintArea, area: Areas) {
  return {
    kind: given.kind,
    nameAr: given.name.ar,
    nameEn: given.name.en,
    start: given.period?.start ?? null,
    end: given.period?.end ?? null,
    severity: given.severity,
    note: given.note ?? null,
    area: JSON.stringify(area),
  }
}

const period = `case when cast(:start as date) is not null then daterange(cast(:start as date), cast(:end as date), '[]') end`
const area = 'ST_SetSRID(ST_GeomFromGeoJSON(:area), 4326)'

/** Stores an area whose geometry has been taken in already. */
export async function insertConstraint(
  db: Db,
  given: NewConstraintArea,
  drawn: Areas,
  { root }: RulePack,
  id = uuidv7(),
): Promise<ConstraintArea> {
  const [row] = await rows<Row>(
    db,
    `insert into constraint_area (id, kind, name_ar, name_en, period, severity, note, area, municipality_id, region_id)
     select cast(:id as uuid), :kind, :nameAr, :nameEn, ${period}, :severity, cast(:note as text), g.area, m.municipality_id, m.region_id
     from (select ${area} as area) g cross join lateral municipality_of(g.area, :rootRegion) m returning ${columns}`,
    { id, rootRegion: root.regionId, ...bindingsOf(given, drawn) },
  )
  return constraint(row as Row)
}

async function takeArea(db: Db, given: NewConstraintArea, { pack, actor }: Doing): Promise<Outcome<Areas>> {
  const fault = given.period ? periodFault(given.period) : null
  if (fault) return faultAt('period', sayHttp(`period.${fault}`))
  const taken = await takeGeometry<Areas>(db, given.area, 'area', { types: areaTypes, box: pack.box })
  if (taken.problem) return taken
  const foreign = await groundProblem(db, { actor, deed: 'restrictions.change', area: taken.value, path: 'area' }, pack)
  return foreign ?? taken
}

export async function createConstraint(
  db: Db,
  given: NewConstraintArea,
  doing: Doing,
): Promise<Outcome<ConstraintArea>> {
  const taken = await takeArea(db, given, doing)
  if (taken.problem) return taken
  const made = await insertConstraint(db, given, taken.value, doing.pack)
  await recordMade(db, 'constraint_area', made)
  return { value: made }
}

/** Replaces an area; the version named must be the one that stands. */
export function replaceConstraint(
  db: Db,
  id: string,
  given: NewConstraintArea & { version: number },
  doing: Doing,
): Promise<Outcome<ConstraintArea>> {
  const asked = { table: 'constraint_area', id, actor: doing.actor, event: 'change' } as const
  const find = () => findConstraint(db, id)
  return changeRestriction(db, asked, find, () => storeReplacement(db, id, given, doing))
}

async function storeReplacement(
  db: Db,
  id: string,
  { version, ...given }: NewConstraintArea & { version: number },
  doing: Doing,
): Promise<Outcome<ConstraintArea>> {
  const taken = await takeArea(db, given, doing)
  if (taken.problem) return taken
  const [row] = await rows<Row>(
    db,
    `update constraint_area set kind = :kind, name_ar = :nameAr, name_en = :nameEn, period = ${period},
            severity = :severity, note = :note, area = ${area}, version = version + 1,
            (municipality_id, region_id) = (select m.municipality_id, m.region_id from municipality_of(${area}, :rootRegion) m)
     where id = :id and version = :version returning ${columns}`,
    { id, version, rootRegion: doing.pack.root.regionId, ...bindingsOf(given, taken.value) },
  )
  return row ? { value: constraint(row) } : missingOrNewer(db, 'constraint_area', id)
}

/** Why a write with a version found no row: there is none, or a newer one. */
export async function missingOrNewer(db: Db, table: string, id: string): Promise<Outcome<never>> {
  const current = (await db(table).where({ id }).first('version')) as { version: number } | undefined
  if (!current) return failed('not-found')
  return failed('version', { values: { current: current.version }, more: { currentVersion: current.version } })
}

/** Removes an area; the version, where one is named, must be the one that stands. */
export function removeConstraint(db: Db, id: string, { actor }: Doing, seen?: number): Promise<Outcome<null>> {
  const asked = { table: 'constraint_area', id, actor, event: 'remove', seen } as const
  return changeRestriction(
    db,
    asked,
    () => findConstraint(db, id),
    async () => {
      await db('constraint_area').where({ id }).delete()
      return { value: null }
    },
  )
}
