import { uuidv7 } from 'uuidv7'
import { recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Lines, Route } from '../../geo/contract.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Period } from '../../time/contract.ts'
import { periodFault } from '../../time/rules.ts'
import { type Doing, groundRefusal, holdForWrite } from '../actions.ts'
import type { Works } from '../contract.ts'
import { daysHandedOn } from '../diversions/rules.ts'
import { handOnTraffic, lockWorks } from '../diversions/store.ts'
import { sayWorks } from '../messages.ts'
import { findWorks } from '../read.ts'
import { insertWorks, moveWorks, type ProgressKeeper, updateWorks, type WorksKeeper } from '../store.ts'
import type { Progressed, ProjectPart, ProjectProgress } from './contract.ts'
import { lineOf, restOf, type Stretch, stretchOf } from './rules.ts'

export interface Progressing extends Doing {
  keeper: ProgressKeeper
}

/** Turns a future project into works, on stretches of it or on all of it; what is left stays a plan, and nothing left is its end. */
export function progressProject(
  db: Db,
  id: string,
  given: ProjectProgress,
  doing: Progressing,
): Promise<Outcome<Progressed>> {
  const progress = async (trx: Db): Promise<Outcome<Progressed>> => {
    const held = await holdForWrite(trx, id, given.version, doing.actor)
    if (held.problem) return held
    const project = held.value
    const against = refusalOf(project)
    if (against) return against
    const stretches = takeParts(project, given.parts)
    if (stretches.problem) return stretches
    await lockWorks(trx, [project], doing)
    const projectId = project.projectId ?? project.id
    const parts = given.parts.map((part, at) => worksOf({ ...project, projectId }, part, stretches.value[at] ?? null))
    const ids = parts.map((part) => part.id)
    const left = routeLeft(project, stretches.value)
    const elsewhere = await elsewhereOf(trx, project, { parts, left }, doing)
    if (elsewhere) return elsewhere
    // one project from here on: it does not meet what comes of it
    await trx('works').where({ id }).update({ project_id: projectId })
    await makeWorks(trx, project, parts, doing)
    await leaveRest(trx, { ...project, projectId }, { left, ids }, doing)
    await doing.keeper.keep(trx, ids, doing.pack)
    const made = await Promise.all([id, ...ids].map((one) => findWorks(trx, one, doing.actor)))
    const [rest, ...works] = made as [Works, ...Works[]]
    return { value: { project: rest, works } }
  }
  return db.transaction((trx) => recordedAtTheEnd(trx, () => progress(trx)))
}

/** The works, with its traffic, and with what was settled about their project while it still lies as it did then. */
async function makeWorks(
  db: Db,
  project: Works,
  parts: readonly ReturnType<typeof worksOf>[],
  { actor, now, pack, keeper }: Progressing,
): Promise<void> {
  const author = { userId: actor.userId, at: now }
  const projectId = project.id
  const keep: WorksKeeper['keep'] = async (trx, ids, by) => {
    // what is settled of a diversion is told from the register, which knows of it once it is written
    await handOnTraffic(trx, project, parts)
    await keeper.keepNew(trx, ids, by)
  }
  await insertWorks(db, parts, author, { pack, keeper: { keep }, event: 'create' })
  const worksIds = parts.map((part) => part.id)
  await db('works').whereIn('id', worksIds).update({ progressed_from: projectId })
  await keeper.handOver(db, { projectId, worksIds }, { pack, now })
}

function refusalOf({ category, status }: Works): Outcome<never> | null {
  const code = category !== 'future_project' ? 'not_a_project' : status !== 'planned' ? 'project_not_planned' : null
  return code ? failed('refused', { reasons: [{ code, detail: sayWorks(code) }] }) : null
}

/** The stretch of each part; null is all of the route. */
function takeParts({ route, lengthMetres }: Works, parts: readonly ProjectPart[]): Outcome<(Stretch | null)[]> {
  const stretches: (Stretch | null)[] = []
  for (const [at, part] of parts.entries()) {
    const fault = part.period ? periodFault(part.period) : null
    if (fault) return faultAt(`parts/${at}/period`, sayHttp(`period.${fault}`))
    const found = stretchOf(part, route, lengthMetres)
    if (found.fault) return faultAt(`parts/${at}`, sayWorks(found.fault, { metres: Math.round(lengthMetres) }))
    stretches.push(found.stretch)
  }
  return { value: stretches }
}

/** A part as a works of its own: in the same project, and on the days that were coordinated where it names no others. */
function worksOf(project: Works, part: ProjectPart, stretch: Stretch | null) {
  const route = stretch ? lineOf(project.route as Lines, [stretch], project.lengthMetres) : project.route
  return {
    id: uuidv7(),
    agencyId: project.agencyId,
    externalReference: null,
    title: part.title?.trim() ?? project.title,
    description: project.description,
    contractorId: project.contractorId,
    projectId: project.projectId,
    category: part.category,
    utility: project.utility,
    method: project.method,
    trafficImpact: project.trafficImpact,
    connections: project.connections,
    trenchWidthMetres: project.trenchWidthMetres,
    trenchDepthMetres: project.trenchDepthMetres,
    period: part.period ?? project.period,
    route: route as Route,
    status: 'planned' as const,
    // told by its history
    ...trafficTold(project, part.period ?? project.period),
    progressedFrom: { id: project.id, number: project.number },
  }
}

/** What it closes and where it leads traffic, as its plan did. */
function trafficTold({ closure, diversions }: Works, period: Period) {
  if (closure === 'none' && diversions.length === 0) return {}
  return { closure, diversions: diversions.map((one) => ({ line: one.line, period: daysHandedOn(one, period) })) }
}

/** The route of what is left of a project; null where nothing is. */
function routeLeft({ route, lengthMetres }: Works, taken: readonly (Stretch | null)[]): Route | null {
  const stretches = taken.filter((stretch) => stretch !== null)
  const rest = stretches.length < taken.length ? [] : restOf(stretches, lengthMetres)
  return rest.length === 0 ? null : lineOf(route as Lines, rest, lengthMetres)
}

/** Whoever acts in the owner's place makes nothing that another municipality decides on, of the works as of what is left. */
async function elsewhereOf(
  db: Db,
  project: Works,
  { parts, left }: { parts: readonly ReturnType<typeof worksOf>[]; left: Route | null },
  doing: Doing,
): Promise<Outcome<never> | null> {
  for (const drawn of [...parts, ...(left ? [{ ...project, route: left }] : [])]) {
    const elsewhere = await groundRefusal(db, project.agencyId, drawn, doing)
    if (elsewhere) return elsewhere
  }
  return null
}

/** What is left of the project stays a plan; where nothing is, it is done. */
async function leaveRest(
  db: Db,
  project: Works,
  { left, ids }: { left: Route | null; ids: readonly string[] },
  doing: Doing,
): Promise<void> {
  const { id, route } = project
  const author = { userId: doing.actor.userId, at: doing.now }
  if (left === null) {
    const move = { status: 'progressed', event: 'progress', reason: null, told: { works: ids } } as const
    return moveWorks(db, [project], move, author, doing)
  }
  const change = { id, old: project, event: 'progress', reason: null, before: { route } }
  return updateWorks(
    db,
    { ...change, fields: { ...project, route: left }, after: { route: left, works: ids } },
    author,
    doing,
  )
}
