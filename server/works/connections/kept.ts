import type { Db } from '../../database/connect.ts'
import type { Route } from '../../geo/contract.ts'
import { faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Change } from '../amendments/rules.ts'
import type { Category, Works } from '../contract.ts'
import { sayConnections } from './messages.ts'
import { connectionsOf, standing } from './read.ts'
import { againstLimits } from './rules.ts'

/** What of a works may not be changed beside the connections that are entered for it one by one. */
export function connectionFault(
  { connectionCounts, connections }: Pick<Works, 'connectionCounts' | 'connections'>,
  change: {
    category?: Category | undefined
    connections?: number | null | undefined
    route?: Route | undefined
    /** With it the number follows from the list. */
    connectionList?: unknown
  },
): Outcome<never> | null {
  if (connectionCounts === null) return null
  if (change.category !== undefined && change.category !== 'multi_connection')
    return faultAt('category', sayConnections('category_kept'))
  const isCounted = change.connections === undefined || change.connectionList !== undefined
  if (!isCounted && change.connections !== connections) return faultAt('connections', sayConnections('counted'))
  const isLine = !change.route || change.route.type === 'LineString' || change.route.type === 'MultiLineString'
  return isLine ? null : faultAt('route', sayConnections('route_kept'))
}

/**
 * What of another route of an application leaves its connections behind: they stay where they were drawn, and what was
 * applied for is drawn anew by nobody.
 */
export async function startsFault(
  db: Db,
  { id, connectionCounts }: Pick<Works, 'id' | 'connectionCounts'>,
  { route, pack }: Pick<Change, 'route' | 'pack'>,
  { connections: limits }: RulePack,
): Promise<Outcome<never> | null> {
  if (connectionCounts === null || !route) return null
  const { offRoute } = againstLimits(pack?.standing ?? standing(await connectionsOf(db, id)), route, limits)
  if (offRoute.length === 0) return null
  const told = { numbers: offRoute.join(' · '), within: limits.startsWithinMetres }
  return faultAt('route', sayConnections('route_leaves', told))
}
