import type { Db } from '../../database/connect.ts'
import { prepared, rows, sql } from '../../database/sql.ts'
import type { Phrase } from '../../language/speak.ts'
import type { RulePack } from '../../policy/contract.ts'
import { daysOf } from '../../time/rules.ts'
import type { FoundBy } from '../finding.ts'
import { sayCoordination } from '../messages.ts'
import type { Asked, Subject } from '../subject.ts'
import { longestDays } from './limit.ts'
import { ofRule } from './of-rule.ts'

const text = prepared(sql(import.meta.url, '../split-works.sql'))

/** How much a works is, or several together. */
export interface Extent {
  days: number
  connections: number
  metres: number
}

export interface Crossed {
  what: keyof Extent
  sum: number
  most: number
}

/** The first limit of a category that a works keeps by itself and crosses together with others; null where it keeps all. */
export function crossedTogether(
  own: Extent,
  others: Extent,
  { category, roadClass }: Pick<Subject, 'category' | 'roadClass'>,
  pack: RulePack,
): Crossed | null {
  // faults come as they come
  if (category === 'emergency') return null
  const limits: [keyof Extent, number][] = [['days', longestDays({ category, roadClass }, pack)]]
  if (category === 'multi_connection')
    limits.push(['connections', pack.connections.most], ['metres', pack.connections.mainRouteMetres])
  for (const [what, most] of limits) {
    const sum = own[what] + others[what]
    if (own[what] <= most && sum > most) return { what, sum: Math.round(sum), most }
  }
  return null
}

interface Row extends Extent {
  works: number
  numbers: string | null
}

/** Works of one agency on one street, one soon after the other, that together are more than one may be: for the office alone. */
export async function findSplitWorks(db: Db, subject: Subject, { pack, forOffice }: Asked): Promise<FoundBy[]> {
  if (!forOffice || subject.streetId === null) return []
  const { id, agencyId, projectId, streetId, category, period } = subject
  const bindings = { id, agencyId, projectId, streetId, category, ...period, within: pack.splitWorksDays }
  const [others] = await rows<Row>(db, text, bindings)
  if (!others || others.works === 0) return []
  const own = { days: daysOf(period), connections: subject.connections ?? 0, metres: subject.lengthMetres }
  const crossed = crossedTogether(own, others, subject, pack)
  if (!crossed) return []
  const explain = inWords(crossed, others, pack)
  return [ofRule({ kind: 'split_works', ruleId: 'split-works', severity: 'warning', forbids: [], explain })]
}

function inWords({ what, sum, most }: Crossed, { works, numbers }: Row, pack: RulePack): Phrase {
  return sayCoordination(`split_${what}`, { works, numbers: numbers ?? '', within: pack.splitWorksDays, sum, most })
}
