import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { Areas, Route } from '../geo/contract.ts'
import { routeTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { sayHttp } from '../http/messages.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import { periodFault } from '../time/rules.ts'
import { measureBindings, measured } from '../works/ground.ts'
import { clearingShifts } from './clears.ts'
import type { Assessed, Assessment } from './contract.ts'
import { type FoundBy, tell } from './finding.ts'
import { findLimits } from './kinds/limit.ts'
import { findRestrictions } from './kinds/restrictions.ts'
import { findMeetings } from './kinds/works.ts'
import type { Asked, Subject } from './subject.ts'

/** Every look-up that an assessment makes. A new source of findings is a new file and a line here. */
const lookUps: readonly ((db: Db, subject: Subject, asked: Asked) => Promise<FoundBy[]> | FoundBy[])[] = [
  findMeetings,
  findRestrictions,
  (_db, subject, asked) => findLimits(subject, asked),
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
  asked: Asked & { language: Language; onFailure: (error: unknown) => void },
): Promise<Outcome<Assessment>> {
  const fault = periodFault(given.period)
  if (fault) return faultAt('period', sayHttp(`period.${fault}`))
  const route = await takeGeometry<Route>(db, given.route, 'route', { types: routeTypes, box: asked.pack.box })
  if (route.problem) return route
  const drawn = { ...given, id: given.worksId ?? uuidv7(), route: route.value }
  const [ground] = await certainRows<Measured>(db, measureStatement, measureBindings([drawn], asked.pack))
  if (!ground) throw new Error('nothing was measured')
  const subject = subjectOf(drawn, ground)
  const { found, complete } = await lookUpAll(db, subject, asked)
  return {
    value: {
      complete,
      lengthMetres: round(ground.length_metres),
      areaSquareMetres: round(ground.area_square_metres),
      footprint: ground.footprint,
      streets: ground.streets,
      municipalityIds: ground.municipality_ids,
      findings: found.map((one) => tell(one, given.period, asked.today, asked.language)),
      clears: clearsOf(found, given, asked.today),
    },
  }
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
  const answers = await Promise.allSettled(lookUps.map(async (lookUp) => lookUp(db, subject, asked)))
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

/** The shift that clears what blocks must not lead onto works that are now only near in time. */
function clearsOf(found: readonly FoundBy[], { period }: Assessed, today: string): Assessment['clears'] {
  const all = found.flatMap(({ forbids }) => forbids ?? [])
  const blocking = found.flatMap(({ severity, forbids }) => (severity === 'blocking' ? (forbids ?? []) : []))
  const ahead = found.flatMap(({ wouldBlock }) => wouldBlock ?? [])
  return {
    ...clearingShifts(period, all, today),
    blocking: clearingShifts(period, blocking.length > 0 ? [...blocking, ...ahead] : [], today),
  }
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100
}
