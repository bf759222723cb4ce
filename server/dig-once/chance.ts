import { sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { undug } from './rules.ts'

const text = sql(import.meta.url, 'chance.sql')

/** A works that could share its trench, as a query. */
export const chanceSide = sql(import.meta.url, 'chance-side.sql')

const oneByOne = (['a', 'b'] as const)
  .map((side) => `cross join lateral (${chanceSide} and w.id = c.works_${side} offset 0) ${side}`)
  .join('\n')

/**
 * From where and by which conditions chances to dig once are read: of `conflict c` with its works `a` and `b`. Here they are
 * looked up one by one, so that a search ends as soon as enough are found, however many there are.
 */
export const chance = text.replace('/* sides */', oneByOne)

/** The same of all that there are, with `chanceSide` as the relation `sides`. */
export const chanceOfAll = text.replace(
  '/* sides */',
  'join sides a on a.id = c.works_a join sides b on b.id = c.works_b',
)

export function chanceBindings({ digOnce: { leastMetres } }: Pick<RulePack, 'digOnce'>, today: string) {
  return { leastMetres, waiting: [...undug], today }
}
