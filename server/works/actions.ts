import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import type { Deed } from '../access/deeds.ts'
import { allows } from '../access/policy.ts'
import { isOffice } from '../agencies/rules.ts'
import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { periodFault } from '../time/rules.ts'
import { connectionFault } from './connections/kept.ts'
import type { NewWorks, Works, WorksChange } from './contract.ts'
import { lockWorks, takeDiversions, writeTraffic } from './diversions/store.ts'
import { areaOf, type Drawn, measureBindings, measured } from './ground.ts'
import { sayWorks } from './messages.ts'
import { foreignProject } from './project.ts'
import { findWorks, holdWorks } from './read.ts'
import { takeRoute } from './route.ts'
import { mayChange, mayDescribe } from './rules.ts'
import { insertWorks, updateWorks, type WorksFields, type WorksKeeper, worksFields } from './store.ts'

export interface Doing {
  pack: RulePack
  keeper: WorksKeeper
  actor: Actor
  now: Date
}

/** Takes in a new works and stores it, in one transaction; the answer is the works as it stands. */
export function createWorks(db: Db, given: NewWorks, doing: Doing): Promise<Outcome<Works>> {
  return db.transaction(async (trx) => {
    const agency = await ownerOf(trx, given.agencyId, doing.actor)
    if (agency.problem) return agency
    const fault = periodFault(given.period)
    if (fault) return faultAt('period', sayHttp(`period.${fault}`))
    const route = await takeRoute(trx, given.route, doing.pack)
    if (route.problem) return route
    const foreignGround = await groundFault(trx, agency.value, { ...given, route: route.value }, doing)
    if (foreignGround) return foreignGround
    const { id = uuidv7(), externalReference, projectId, status = 'draft' } = given
    const taken = await takenBy(trx, { id: given.id, agencyId: agency.value, externalReference })
    if (taken) return taken
    const foreign = await foreignProject(trx, projectId, agency.value, doing.actor)
    if (foreign) return foreign
    const fields = { ...fieldsOf(given), route: route.value, status }
    const diversions = await takeDiversions(trx, given.diversions ?? [], { ...doing, period: given.period })
    if (diversions.problem) return diversions
    const author = { userId: doing.actor.userId, at: doing.now }
    const coming = diversions.value.map(({ line }) => line)
    if (coming.length > 0) await lockWorks(trx, [{ ...fields, id }], { ...doing, coming })
    const { closure = 'none' } = given
    const hinders = closure !== 'none' || coming.length > 0
    const traffic = hinders ? { closure, diversions: given.diversions ?? [] } : {}
    const works = { ...fields, id, agencyId: agency.value, ...traffic }
    await insertWorks(trx, [works], author, { ...doing, event: 'create' })
    if (hinders) {
      await writeTraffic(trx, id, { closure, diversions: diversions.value })
      await doing.keeper.keep(trx, [id], doing.pack)
    }
    return { value: (await findWorks(trx, id, doing.actor)) as Works }
  })
}

/** The agency a works belongs to: the caller's own, or the one that the office names. */
async function ownerOf(db: Db, asked: string | undefined, actor: Actor): Promise<Outcome<string>> {
  const agencyId = asked ?? actor.agencyId
  if (!agencyId) return faultAt('agencyId', sayWorks('agency_needed'))
  if (agencyId !== actor.agencyId && !isOffice(actor.role)) return faultAt('agencyId', sayWorks('agency_foreign'))
  const known = await db('organisation').where({ id: agencyId }).first('id')
  return known ? { value: agencyId } : faultAt('agencyId', sayWorks('agency_unknown'))
}

/** Of a works that is stored, its connections count as they are stored. */
type Placed = Omit<Drawn, 'id'> & { id?: string | undefined }

/** The office records for others only what lies mostly in one of its own municipalities. */
export async function groundFault(
  db: Db,
  agencyId: string,
  drawn: Placed,
  doing: Doing,
): Promise<Outcome<never> | null> {
  return (await liesElsewhere(db, agencyId, drawn, doing)) ? faultAt('route', sayHttp('ground.foreign')) : null
}

/** The same where no route was drawn, and the ground is another by something else. */
export async function groundRefusal(
  db: Db,
  agencyId: string,
  drawn: Placed,
  doing: Doing,
): Promise<Outcome<never> | null> {
  if (!(await liesElsewhere(db, agencyId, drawn, doing))) return null
  return failed('refused', { reasons: [{ code: 'ground_foreign', detail: sayHttp('ground.foreign') }] })
}

async function liesElsewhere(db: Db, agencyId: string, drawn: Placed, { actor, pack }: Doing): Promise<boolean> {
  if (agencyId === actor.agencyId || actor.ground === 'everywhere') return false
  const [found] = await certainRows<{ municipality_ids: string[] }>(
    db,
    `with ${measured} select municipality_ids from measured`,
    measureBindings([{ ...drawn, id: drawn.id ?? uuidv7() }], pack),
  )
  return !allows(actor, 'works.change', { agencyId, municipalityIds: found?.municipality_ids ?? [] })
}

async function takenBy(
  db: Db,
  given: { id?: string | undefined; agencyId: string; externalReference?: string | null | undefined },
) {
  if (given.id && (await db('works').where({ id: given.id }).first('id')))
    return failed('conflict', { errors: [{ path: 'id', message: sayWorks('id_taken') }] })
  if (!given.externalReference) return null
  const same = await db('works')
    .where({ agency_id: given.agencyId, external_reference: given.externalReference })
    .first('id')
  return same
    ? failed('conflict', { errors: [{ path: 'externalReference', message: sayWorks('reference_taken') }] })
    : null
}

function fieldsOf(given: NewWorks): Omit<WorksFields, 'route' | 'status'> {
  return {
    externalReference: given.externalReference ?? null,
    title: given.title,
    description: given.description ?? null,
    contractorId: given.contractorId ?? null,
    projectId: given.projectId ?? null,
    category: given.category,
    utility: given.utility,
    method: given.method ?? 'open_cut',
    trafficImpact: given.trafficImpact ?? 'minor',
    connections: given.connections ?? null,
    trenchWidthMetres: given.trenchWidthMetres ?? null,
    trenchDepthMetres: given.trenchDepthMetres ?? null,
    period: given.period,
  }
}

/** The works that this user may do one of these deeds to, held until the transaction ends: not there, not theirs, or changed since. */
export async function holdForWrite(
  db: Db,
  id: string,
  version: number,
  actor: Actor,
  deeds: readonly Deed[] = ['works.change'],
): Promise<Outcome<Works>> {
  await holdWorks(db, id)
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!deeds.some((deed) => allows(actor, deed, works))) return failed('forbidden')
  if (works.version !== version)
    return failed('version', { values: { current: works.version }, more: { currentVersion: works.version } })
  return { value: works }
}

/** What of a works tells about it, and not where or when it is. */
const described = new Set([
  'title',
  'description',
  'externalReference',
  'contractorId',
  'method',
  'trenchWidthMetres',
  'trenchDepthMetres',
])

/** Of a member: it describes the works, or stays as it was. */
function isTold(old: Works) {
  const before = old as Record<string, unknown>
  return ([member, value]: [string, unknown]) =>
    described.has(member) || JSON.stringify(value) === JSON.stringify(before[member])
}

/** Changes a works that has not been submitted; the version named must be the one that stands. */
export function changeWorks(db: Db, id: string, change: WorksChange, doing: Doing): Promise<Outcome<Works>> {
  return db.transaction(async (trx) => {
    const held = await holdForWrite(trx, id, change.version, doing.actor)
    if (held.problem) return held
    const old = held.value
    const { version: _seen, route: drawn, ...given } = change
    const isDescription = drawn === undefined && Object.entries(given).every(isTold(old))
    if (!mayChange(old) && !(isDescription && mayDescribe(old)))
      return failed('refused', { reasons: [{ code: 'not_changeable', detail: sayWorks('not_changeable') }] })
    const fault = given.period ? periodFault(given.period) : null
    if (fault) return faultAt('period', sayHttp(`period.${fault}`))
    let route = old.route
    if (drawn !== undefined) {
      const taken = await takeRoute(trx, drawn, doing.pack)
      if (taken.problem) return taken
      route = taken.value
    }
    const askGround = drawn === undefined ? groundRefusal : groundFault
    const foreignGround = await askGround(trx, old.agencyId, { ...old, ...given, route }, doing)
    if (foreignGround) return foreignGround
    const grown = await grownFault(trx, old, { ...old, ...given, route }, doing)
    if (grown) return grown
    const counted = connectionFault(old, { ...given, route })
    if (counted) return counted
    const reference = given.externalReference === old.externalReference ? undefined : given.externalReference
    const taken = await takenBy(trx, { agencyId: old.agencyId, externalReference: reference })
    if (taken) return taken
    const foreign = await foreignProject(trx, given.projectId, old.agencyId, doing.actor)
    if (foreign) return foreign
    await write(trx, old, { ...old, ...given, route }, doing)
    return { value: (await findWorks(trx, id, doing.actor)) as Works }
  })
}

/** An emergency that was dug by its notice stays small, as the notice asked for, however it is described. */
async function grownFault(db: Db, old: Works, fields: WorksFields, { pack }: Doing): Promise<Outcome<never> | null> {
  if (old.notifiedAt === null || fields.trenchWidthMetres === old.trenchWidthMetres) return null
  const area = await areaOf(db, { ...fields, id: old.id }, pack)
  if (area <= Math.max(pack.emergency.mostSquareMetres, old.areaSquareMetres)) return null
  return failed('refused', { reasons: [{ code: 'not_small', detail: sayWorks('not_small') }] })
}

/** Writes what is another now; a change that changes nothing leaves no trace. */
async function write(db: Db, old: Works, fields: WorksFields, doing: Doing): Promise<void> {
  const moved = worksFields.filter((member) => JSON.stringify(fields[member]) !== JSON.stringify(old[member]))
  if (moved.length === 0) return
  const pick = (from: WorksFields) => Object.fromEntries(moved.map((member) => [member, from[member]]))
  const change = { id: old.id, old, fields, before: pick(old), after: pick(fields), event: 'change', reason: null }
  await updateWorks(db, change, { userId: doing.actor.userId, at: doing.now }, doing)
}
