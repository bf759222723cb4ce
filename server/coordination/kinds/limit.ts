import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Route } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import type { Phrase } from '../../language/speak.ts'
import type { RulePack } from '../../policy/contract.ts'
import { addDays, dayAt, daysOf, startOfDay } from '../../time/rules.ts'
import { againstLimits } from '../../works/connections/rules.ts'
import type { Category } from '../../works/contract.ts'
import type { FoundBy } from '../finding.ts'
import { sayCoordination } from '../messages.ts'
import type { Asked, Subject } from '../subject.ts'
import type { Forbidden, Wall } from './kind.ts'
import { ofRule } from './of-rule.ts'

const millisecondsOfHour = 3_600_000

/** Longer than the category allows on that road, starting too soon, connections too many or not as they must be: all by the rule pack. */
export async function findLimits(db: Db, subject: Subject, asked: Asked): Promise<FoundBy[]> {
  return [...(await tooLong(db, subject, asked)), ...tooSoon(subject, asked), ...ofConnections(subject, asked)]
}

function limit(ruleId: string, explain: Phrase, forbids: Forbidden[] = []): FoundBy {
  return ofRule({ kind: 'limit', ruleId, severity: 'blocking', forbids, explain })
}

type Limited = Pick<Subject, 'category' | 'roadClass'>

export function longestDays({ category, roadClass }: Limited, pack: RulePack): number {
  const byClass: Record<string, number> = pack.longestDays[category]
  return byClass[roadClass ?? 'unknown'] ?? pack.longestDays[category].unknown
}

/** The rules that hold one works to no less than another, on the same days: what was let pass of that is no more of this. */
export function noStricter(than: Limited, limited: Limited, pack: RulePack): string[] {
  return [
    ...(longestDays(limited, pack) >= longestDays(than, pack) ? ['limit-duration'] : []),
    ...(pack.leadHours[limited.category] <= pack.leadHours[than.category] ? ['limit-lead-time'] : []),
  ]
}

async function tooLong(db: Db, subject: Subject, { pack }: Asked): Promise<FoundBy[]> {
  const { category, period, roadClass } = subject
  const ofClass = longestDays({ category, roadClass }, pack)
  const { highway } = pack.longestDays[category]
  const days = daysOf(period)
  const zone = days > highway && highway < ofClass ? await centralZone(db, subject) : null
  if (zone) return [limit('limit-duration', inCentralZone(zone, { days, most: highway }))]
  return days > ofClass ? [limit('limit-duration', sayCoordination('limit_days', { days, most: ofClass }))] : []
}

function inCentralZone(zone: Names, values: { days: number; most: number }): Phrase {
  return (language) => sayCoordination('limit_days_central', { ...values, other: zone[language] })(language)
}

/** A central zone in force that the ground of a draft meets: every street counts as a highway there [B]. */
async function centralZone(db: Db, { footprintWkb: footprint, period }: Subject): Promise<Names | null> {
  const [zone] = await rows<Names>(
    db,
    `select c.name_ar as ar, c.name_en as en
     from (select ST_GeomFromEWKB(decode(:footprint, 'hex')) as footprint) o
     join constraint_area c on c.area && o.footprint and ST_Intersects(c.area, o.footprint)
     where c.kind = 'central_zone'
       and (c.period is null or c.period && daterange(cast(:start as date), cast(:end as date), '[]'))
     order by c.id limit 1`,
    { footprint, ...period },
  )
  return zone ?? null
}

function tooSoon({ category, period }: Subject, { pack, now }: Asked): FoundBy[] {
  const hours = pack.leadHours[category]
  const ahead = (startOfDay(period.start, pack.zone).getTime() - now.getTime()) / millisecondsOfHour
  if (hours === 0 || ahead >= hours) return []
  return [limit('limit-lead-time', sayCoordination('limit_lead', { hours }), tooSoonDays(category, { pack, now }))]
}

/** The days that are too near to start on. */
function tooSoonDays(category: Category, { pack, now }: Pick<Asked, 'pack' | 'now'>): Forbidden[] {
  const hours = pack.leadHours[category]
  if (hours === 0) return []
  const soonest = new Date(now.getTime() + hours * millisecondsOfHour)
  const day = dayAt(soonest, pack.zone)
  const isWhole = startOfDay(day, pack.zone).getTime() >= soonest.getTime()
  return [{ from: null, to: isWhole ? addDays(day, -1) : day, applies: 'start' }]
}

/** The days that the limits forbid, wherever the period stands now. */
export function wallsOfLimits({ category }: Subject, asked: Asked): Wall[] {
  return tooSoonDays(category, asked).map((days) => ({ ...days, severity: 'blocking' }))
}

function ofConnections({ category, connections, lengthMetres, entered, route }: Subject, { pack }: Asked): FoundBy[] {
  if (category !== 'multi_connection') return []
  const { most, mainRouteMetres, longestMetres, startsWithinMetres } = pack.connections
  const { tooLong, offRoute } = againstLimits(entered, route as Route, pack.connections)
  return [
    ...((connections ?? 0) > most
      ? [limit('limit-connections', sayCoordination('limit_connections', { connections: connections ?? 0, most }))]
      : []),
    ...(lengthMetres > mainRouteMetres
      ? [
          limit(
            'limit-main-route',
            sayCoordination('limit_route', { metres: Math.round(lengthMetres), most: mainRouteMetres }),
          ),
        ]
      : []),
    ...(tooLong.length > 0
      ? [
          limit(
            'limit-connection-length',
            sayCoordination('limit_connection_length', { numbers: tooLong.join(' · '), most: longestMetres }),
          ),
        ]
      : []),
    ...(offRoute.length > 0
      ? [
          limit(
            'limit-connection-start',
            sayCoordination('limit_connection_start', { numbers: offRoute.join(' · '), within: startsWithinMetres }),
          ),
        ]
      : []),
  ]
}
