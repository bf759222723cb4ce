import type { Db } from '../../database/connect.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Language } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { takeConnections } from '../connections/amended.ts'
import { sayConnections } from '../connections/messages.ts'
import type { Works } from '../contract.ts'
import { countedIn } from '../diversions/rules.ts'
import { takeDiversions } from '../diversions/store.ts'
import { takeRoute } from '../route.ts'
import type { Amendment, AskedChange } from './contract.ts'
import type { Change } from './rules.ts'

/**
 * Takes in a change of unknown origin: its route, the ways on which it leads traffic and its connections are ours from then on.
 * Nothing is stored.
 */
export async function takeChange(
  db: Db,
  works: Works,
  { route: drawn, diversions: led, connectionList: list, ...told }: AskedChange,
  pack: RulePack,
): Promise<Outcome<Change>> {
  if (list && told.connections !== undefined) return faultAt('connections', sayConnections('counted'))
  const taken = drawn === undefined ? null : await takeRoute(db, drawn, pack)
  if (taken?.problem) return taken
  const period = countedIn(told.period ?? works.period, works.actualPeriod)
  const ways = led && (await takeDiversions(db, led, { period, pack }))
  if (ways?.problem) return ways
  const diversions = ways?.value.map(({ line }, at) => ({ line, period: led?.[at]?.period ?? null }))
  const entered = list && (await takeConnections(db, works, list, { route: taken?.value ?? works.route, pack }))
  if (entered?.problem) return entered
  return {
    value: { ...told, ...(taken && { route: taken.value }), ...(diversions && { diversions }), ...entered?.value },
  }
}

/** A change as its proposal tells it, held against the connections that there are by now. */
export async function takeProposed(
  db: Db,
  works: Works,
  { after }: Pick<Amendment, 'after'>,
  pack: RulePack,
): Promise<Outcome<Change>> {
  const { connectionList: list, connections, ...told } = after as Change
  if (!list) return { value: after as Change }
  const given = list.map(({ line, ...one }) => ({ ...one, drawn: line }))
  const taken = await takeConnections(db, works, given, { route: told.route ?? works.route, pack, isTold: true })
  if (!taken.problem) return { value: { ...told, ...taken.value } }
  const faults = taken.problem.errors ?? []
  const why = (language: Language) => faults.map(({ message }) => message(language)).join(' ')
  const detail = (language: Language) => sayConnections('moved_on', { why: why(language) })(language)
  return failed('refused', { reasons: [{ code: 'connections_moved', detail }] })
}
