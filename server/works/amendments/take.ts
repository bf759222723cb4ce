import type { Db } from '../../database/connect.ts'
import type { Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Works } from '../contract.ts'
import { takeDiversions } from '../diversions/store.ts'
import { takeRoute } from '../route.ts'
import type { AskedChange } from './contract.ts'
import type { Change } from './rules.ts'

/** Takes in a change of unknown origin: its route and the ways on which it leads traffic are ours from then on. Nothing is stored. */
export async function takeChange(
  db: Db,
  works: Works,
  { route: drawn, diversions: led, ...told }: AskedChange,
  pack: RulePack,
): Promise<Outcome<Change>> {
  const taken = drawn === undefined ? null : await takeRoute(db, drawn, pack)
  if (taken?.problem) return taken
  const ways = led && (await takeDiversions(db, led, { period: told.period ?? works.period, pack }))
  if (ways?.problem) return ways
  const diversions = ways?.value.map(({ line }, at) => ({ line, period: led?.[at]?.period ?? null }))
  return { value: { ...told, ...(taken && { route: taken.value }), ...(diversions && { diversions }) } }
}
