import { uuidv7 } from 'uuidv7'
import type { User } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { Areas, Route } from '../geo/contract.ts'
import { sayHttp } from '../http/messages.ts'
import { isOffice } from '../http/permissions.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import type { Period } from '../time/contract.ts'
import { periodFault } from '../time/rules.ts'
import { measureBindings, measured } from '../works/ground.ts'
import { sayWorks } from '../works/messages.ts'
import { foreignProject } from '../works/project.ts'
import { takeRoute } from '../works/route.ts'
import { clearingShifts } from './clears.ts'
import type { Assessed, Assessment } from './contract.ts'
import { round } from './figure.ts'
import { type FoundBy, tell } from './finding.ts'
import type { Wall } from './kinds/kind.ts'
import { findLimits, wallsOfLimits } from './kinds/limit.ts'
import { findRestrictions, wallsOfRestrictions } from './kinds/restrictions.ts'
import { findMeetings, wallsOfWorks } from './kinds/works.ts'
import type { Asked, Subject } from './subject.ts'

/** A source of findings: what stands against a draft, and on which days its ground is taken in any case. */
interface LookUp {
  find: (db: Db, subject: Subject, asked: Asked) => Promise<FoundBy[]> | FoundBy[]
  walls: (db: Db, subject: Subject, asked: Asked) => Promise<Wall[]> | Wall[]
}

/** Every look-up that an assessment makes. A new source of findings is a new file and a line here. */
const lookUps: readonly LookUp[] = [
  { find: findMeetings, walls: wallsOfWorks },
  { find: findRestrictions, walls: wallsOfRestrictions },
  {
    find: (_db, subject, asked) => findLimits(subject, asked),
    walls: (_db, subject, asked) => wallsOfLimits(subject, asked),
  },
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
}

const measureStatement = `with ${measured}
  select ST_AsGeoJSON(footprint, 7)::jsonb as footprint, encode(ST_AsEWKB(footprint), 'hex') as footprint_wkb,
         encode(ST_AsEWKB(reach), 'hex') as reach_wkb, encode(ST_AsEWKB(route), 'hex') as route_wkb,
         length_metres, area_square_metres, municipality_ids, streets, road_class
  from measured`

/**
 * Whom a draft would meet, and what stands against it. Nothing is stored. A look-up that fails never reads as "nothing
 * found": the answer says that it is incomplete.
 */
export async function assess(
  db: Db,
  given: Assessed,
  asked: Asked & { user: User; language: Language; onFailure: (error: unknown) => void },
): Promise<Outcome<Assessment>> {
  const foreign = await foreignClaim(db, given, asked.user)
  if (foreign) return foreign
  const fault = periodFault(given.period)
  if (fault) return faultAt('period', sayHttp(`period.${fault}`))
  const route = await takeRoute(db, given.route, asked.pack)
  if (route.problem) return route
  const drawn = { ...given, id: given.worksId ?? uuidv7(), route: route.value }
  const [ground] = await certainRows<Measured>(db, measureStatement, measureBindings([drawn], asked.pack))
  if (!ground) throw new Error('nothing was measured')
  const subject = subjectOf(drawn, ground)
  const { found, complete } = await lookUpAll(db, subject, asked)
  const walls = complete && found.some(({ forbids }) => forbids.length > 0) ? await wallsOf(db, subject, asked) : []
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

/** A draft does not meet the works it is, nor those of its project: neither may be somebody else's. */
async function foreignClaim(db: Db, { worksId, projectId }: Assessed, user: User): Promise<Outcome<never> | null> {
  if (isOffice(user.role)) return null
  const claimed = worksId && ((await db('works').where({ id: worksId }).first('agency_id')) as { agency_id: string })
  if (claimed && claimed.agency_id !== user.agencyId) return faultAt('worksId', sayWorks('works_foreign'))
  return foreignProject(db, projectId, user.agencyId, user)
}

function subjectOf(drawn: Assessed & { id: string; route: Route }, ground: Measured): Subject {
  return {
    id: drawn.id,
    projectId: drawn.projectId ?? null,
    category: drawn.category,
    period: drawn.period,
    connections: drawn.connections ?? null,
    route: drawn.route,
    routeWkb: ground.route_wkb,
    footprintWkb: ground.footprint_wkb,
    reachWkb: ground.reach_wkb,
    lengthMetres: ground.length_metres,
    roadClass: ground.road_class,
  }
}

async function lookUpAll(db: Db, subject: Subject, asked: Asked & { onFailure: (error: unknown) => void }) {
  const answers = await Promise.allSettled(lookUps.map(async ({ find }) => find(db, subject, asked)))
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

async function wallsOf(db: Db, subject: Subject, asked: Asked): Promise<Wall[]> {
  return (await Promise.all(lookUps.map(async ({ walls }) => walls(db, subject, asked)))).flat()
}

/**
 * The smallest shifts after which nothing is found that time causes, and nothing that blocks: with all that is to come on
 * this ground in mind, not only what is met now. None where something could not be looked up.
 */
function clearsOf(walls: readonly Wall[], period: Period, today: string): Assessment['clears'] {
  const blocking = walls.filter(({ severity }) => severity === 'blocking')
  return { ...clearingShifts(period, walls, today), blocking: clearingShifts(period, blocking, today) }
}
