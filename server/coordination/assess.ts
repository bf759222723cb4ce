import { uuidv7 } from 'uuidv7'
import { type Actor, answersForGround } from '../access/actor.ts'
import { isOffice } from '../agencies/rules.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, prepared, rows } from '../database/sql.ts'
import type { Areas, Route } from '../geo/contract.ts'
import { sayHttp } from '../http/messages.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import type { Period } from '../time/contract.ts'
import { periodFault } from '../time/rules.ts'
import { takeDiversions } from '../works/diversions/store.ts'
import { measureBindings, measured } from '../works/ground.ts'
import { sayWorks } from '../works/messages.ts'
import { foreignProject } from '../works/project.ts'
import { takeRoute } from '../works/route.ts'
import { clearingShifts } from './clears.ts'
import type { Assessed, Assessment } from './contract.ts'
import { connectionsWith } from './entered.ts'
import { round } from './figure.ts'
import { type FoundBy, tell } from './finding.ts'
import type { Wall } from './kinds/kind.ts'
import { findLimits, wallsOfLimits } from './kinds/limit.ts'
import { findPavement, wallsOfPavement } from './kinds/pavement.ts'
import { findRestrictions, wallsOfRestrictions } from './kinds/restrictions.ts'
import { findSplitWorks } from './kinds/split-works.ts'
import { findMeetings, wallsOfDiversions, wallsOfWorks } from './kinds/works.ts'
import type { Asked, Subject } from './subject.ts'

/** Reads in a transaction of its own, as whoever asks may. */
type Reading = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** A source of findings: what stands against a draft, and on which days its ground is taken in any case. */
interface LookUp {
  find: (reading: Reading, subject: Subject, asked: Asked) => Promise<FoundBy[]>
  walls: (reading: Reading, subject: Subject, asked: Asked) => Promise<Wall[]>
}

/** Every look-up that an assessment makes. A new source of findings is a new file and a line here. */
const lookUps: readonly LookUp[] = [
  {
    find: (reading, ...asked) => reading((db) => findMeetings(db, ...asked)),
    walls: (reading, ...asked) =>
      reading(async (db) => [...(await wallsOfWorks(db, ...asked)), ...(await wallsOfDiversions(db, ...asked))]),
  },
  {
    find: (reading, subject) => reading((db) => findRestrictions(db, subject)),
    walls: (reading, ...asked) => reading((db) => wallsOfRestrictions(db, ...asked)),
  },
  {
    find: (reading, ...asked) => reading((db) => findPavement(db, ...asked)),
    walls: (reading, ...asked) => reading((db) => wallsOfPavement(db, ...asked)),
  },
  {
    find: (reading, ...asked) => reading((db) => findLimits(db, ...asked)),
    walls: async (_reading, ...asked) => wallsOfLimits(...asked),
  },
  { find: (reading, ...asked) => reading((db) => findSplitWorks(db, ...asked)), walls: async () => [] },
]

interface Measured {
  footprint: Areas
  footprint_wkb: string
  reach_wkb: string
  route_wkb: string
  length_metres: number
  area_square_metres: number
  municipality_ids: string[]
  streets: Assessment['streets']
  road_class: string | null
  street_id: string | null
}

const measureStatement = prepared(`with ${measured}
  select ST_AsGeoJSON(footprint, 7)::jsonb as footprint, encode(ST_AsEWKB(footprint), 'hex') as footprint_wkb,
         encode(ST_AsEWKB(reach), 'hex') as reach_wkb, encode(ST_AsEWKB(route), 'hex') as route_wkb,
         length_metres, area_square_metres, municipality_ids, streets, road_class, street_id
  from measured`)

/**
 * Whom a draft would meet, and what stands against it. Nothing is stored. A look-up that fails never reads as "nothing
 * found": the answer says that it is incomplete. Each is read on its own, so that one that fails does not take the others along.
 */
export async function assess(
  reading: Reading,
  given: Assessed & Planned,
  asked: Asked & { actor: Actor; language: Language; onFailure: (error: unknown) => void },
): Promise<Outcome<Assessment>> {
  const taken = await reading((db) => takeDraft(db, given, asked))
  if (taken.problem) return taken
  const { ground, subject } = taken.value
  const { found, complete } = await lookUpAll(reading, subject, { ...asked, forOffice: isOffice(asked.actor.role) })
  const walls =
    complete && found.some(({ forbids }) => forbids.length > 0) ? await wallsOf(reading, subject, asked) : []
  return {
    value: {
      complete,
      lengthMetres: round(ground.length_metres),
      areaSquareMetres: round(ground.area_square_metres),
      footprint: ground.footprint,
      streets: ground.streets,
      municipalityIds: ground.municipality_ids,
      findings: found.map((one) => tell(one, given.period, asked.today, asked.language)),
      clears: clearsOf(walls, given.period, asked.today),
    },
  }
}

/** The draft as it is looked up, and what was measured of its ground. */
async function takeDraft(
  db: Db,
  given: Assessed & Planned,
  { pack, actor }: Pick<Asked, 'pack'> & { actor: Actor },
): Promise<Outcome<{ ground: Measured; subject: Subject }>> {
  const foreign = await foreignClaim(db, given, actor)
  if (foreign) return foreign
  const fault = periodFault(given.period)
  if (fault) return faultAt('period', sayHttp(`period.${fault}`))
  const route = await takeRoute(db, given.route, pack)
  if (route.problem) return route
  const diversions = await takeDiversions(db, given.diversions ?? [], { period: given.period, pack })
  if (diversions.problem) return diversions
  const entered = given.entered
    ? { value: given.entered }
    : await connectionsWith(db, given, { route: route.value, actor, pack })
  if (entered.problem) return entered
  const tried = given.entered || given.connectionList ? { entered: entered.value } : {}
  const drawn = { ...given, ...tried, id: given.worksId ?? uuidv7(), route: route.value, diversions: diversions.value }
  const [ground] = await certainRows<Measured>(db, measureStatement, measureBindings([drawn], pack))
  if (!ground) throw new Error('nothing was measured')
  return { value: { ground, subject: subjectOf({ ...drawn, entered: entered.value }, ground) } }
}

/**
 * A draft does not meet the works it is, nor those of its project. Somebody else's may be tried on other days only: as it
 * is drawn, in the project that it has. Nothing can be hidden by borrowing its id.
 */
async function foreignClaim(db: Db, given: Assessed, actor: Actor): Promise<Outcome<never> | null> {
  if (isOffice(actor.role) && answersForGround(actor)) return null
  const claimed = await claimedWorks(db, given)
  if (claimed?.as_it_is && !given.connectionList) return null
  if (claimed && claimed.agency_id !== actor.agencyId) return faultAt('worksId', sayWorks('works_foreign'))
  return foreignProject(db, given.projectId, actor.agencyId, actor)
}

/** The works that a draft says it is, where whoever asks may see it; and whether only its days are others. */
async function claimedWorks(db: Db, { worksId, projectId, category, route }: Assessed) {
  if (!worksId) return undefined
  const [claimed] = await rows<{ agency_id: string; as_it_is: boolean }>(
    db,
    `select agency_id, ST_AsGeoJSON(route, 7)::jsonb = cast(:route as jsonb) and category = :category
              and project_id is not distinct from cast(:projectId as uuid) as as_it_is
     from works where id = cast(:worksId as uuid)`,
    { worksId, projectId: projectId ?? null, category, route: JSON.stringify(route) },
  )
  return claimed
}

/** What only a plan of our own brings: the connections that it would have. */
interface Planned {
  entered?: Subject['entered'] | undefined
}

type Taken = Assessed & { id: string; route: Route } & Pick<Subject, 'diversions' | 'entered'>

function subjectOf(drawn: Taken, ground: Measured): Subject {
  return {
    id: drawn.id,
    agencyId: drawn.agencyId ?? null,
    projectId: drawn.projectId ?? null,
    category: drawn.category,
    period: drawn.period,
    connections: drawn.entered.length || (drawn.connections ?? null),
    entered: drawn.entered,
    closure: drawn.closure ?? 'none',
    diversions: drawn.diversions,
    route: drawn.route,
    routeWkb: ground.route_wkb,
    footprintWkb: ground.footprint_wkb,
    reachWkb: ground.reach_wkb,
    lengthMetres: ground.length_metres,
    roadClass: ground.road_class,
    streetId: ground.street_id,
  }
}

async function lookUpAll(reading: Reading, subject: Subject, asked: Asked & { onFailure: (error: unknown) => void }) {
  const answers = await Promise.allSettled(lookUps.map(({ find }) => find(reading, subject, asked)))
  for (const answer of answers) if (answer.status === 'rejected') asked.onFailure(answer.reason)
  return {
    complete: answers.every(({ status }) => status === 'fulfilled'),
    found: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])).sort(bySeverity),
  }
}

const order = { blocking: 0, warning: 1, info: 2 }
function bySeverity(a: FoundBy, b: FoundBy): number {
  return order[a.severity] - order[b.severity]
}

async function wallsOf(reading: Reading, subject: Subject, asked: Asked): Promise<Wall[]> {
  return (await Promise.all(lookUps.map(({ walls }) => walls(reading, subject, asked)))).flat()
}

/**
 * The smallest shifts after which nothing is found that time causes, and nothing that blocks: with all that is to come on
 * this ground in mind, not only what is met now. None where something could not be looked up.
 */
function clearsOf(walls: readonly Wall[], period: Period, today: string): Assessment['clears'] {
  const blocking = walls.filter(({ severity }) => severity === 'blocking')
  return { ...clearingShifts(period, walls, today), blocking: clearingShifts(period, blocking, today) }
}
