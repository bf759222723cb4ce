import type { Phrase } from '../../language/speak.ts'
import { daysOf, startOfDay } from '../../time/rules.ts'
import type { FoundBy } from '../finding.ts'
import { sayCoordination } from '../messages.ts'
import type { Asked, Subject } from '../subject.ts'

const millisecondsOfHour = 3_600_000

/** Longer than the category allows on that road, starting too soon, too many connections: all by the rule pack. */
export function findLimits(subject: Subject, asked: Asked): FoundBy[] {
  return [...tooLong(subject, asked), ...tooSoon(subject, asked), ...tooManyConnections(subject, asked)]
}

function limit(ruleId: string, explain: Phrase): FoundBy {
  return {
    kind: 'limit',
    ruleId,
    severity: 'blocking',
    forbids: null,
    explain,
    other: {
      type: 'rule',
      id: null,
      number: null,
      title: sayCoordination('limit_title'),
      agencyId: null,
      period: null,
      version: null,
    },
    overlap: null,
    overlapMetres: 0,
    overlapSquareMetres: 0,
    distanceMetres: 0,
    sharedPeriod: null,
    gapDays: null,
    digOnce: false,
  }
}

function tooLong({ category, period, roadClass }: Subject, { pack }: Asked): FoundBy[] {
  const byClass: Record<string, number> = pack.longestDays[category]
  const most = byClass[roadClass ?? 'unknown'] ?? pack.longestDays[category].unknown
  const days = daysOf(period)
  return days > most ? [limit('limit-duration', sayCoordination('limit_days', { days, most }))] : []
}

function tooSoon({ category, period }: Subject, { pack, now }: Asked): FoundBy[] {
  const hours = pack.leadHours[category]
  const ahead = (startOfDay(period.start, pack.zone).getTime() - now.getTime()) / millisecondsOfHour
  return hours > 0 && ahead < hours ? [limit('limit-lead-time', sayCoordination('limit_lead', { hours }))] : []
}

function tooManyConnections({ category, connections, lengthMetres }: Subject, { pack }: Asked): FoundBy[] {
  if (category !== 'multi_connection') return []
  const { most, mainRouteMetres } = pack.connections
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
  ]
}
