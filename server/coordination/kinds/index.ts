import type { RulePack } from '../../policy/contract.ts'
import { clash } from './clash.ts'
import { diversion } from './diversion.ts'
import { guarantee } from './guarantee.ts'
import type { Neighbours, PairRule, Wall } from './kind.ts'
import { moratorium } from './moratorium.ts'
import { proximity } from './proximity.ts'
import { repeatDig } from './repeat-dig.ts'

/** The kinds of findings between two works. A new one is one new file and a line here. */
export const pairRules: readonly PairRule[] = [clash, proximity, repeatDig, moratorium, guarantee, diversion]

/** All days on which works on this ground would make a finding with the other. `touches`: their footprints intersect. */
export function wallsBetween(neighbours: Neighbours, touches: boolean, pack: RulePack): Wall[] {
  const where = touches ? 'footprints' : 'reaches'
  return pairRules
    .filter((rule) => rule.where === where)
    .flatMap(({ forbids, severity }) => forbids(neighbours, pack).map((days) => ({ ...days, severity })))
}
