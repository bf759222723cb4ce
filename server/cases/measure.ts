import type { Db } from '../database/connect.ts'
import { sayHttp } from '../http/messages.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { periodFault } from '../time/rules.ts'
import type { Works } from '../works/contract.ts'
import { takeRoute } from '../works/route.ts'
import type { Measure, NewMeasure } from './contract.ts'
import { sayCases } from './messages.ts'
import { refused } from './refused.ts'
import { inSequence } from './rules.ts'

type Change = Omit<Measure['changes'][number], 'before'>

interface Reading {
  /** Those of the case, by their ids. */
  works: ReadonlyMap<string, Works>
  pack: RulePack
}

/** Takes in what is proposed of the works of a case: every change that it makes of every works, in full. */
export async function takeMeasure(db: Db, given: NewMeasure, reading: Reading): Promise<Outcome<Measure>> {
  const { works } = reading
  if (idsIn(given).some((id) => !works.has(id))) return faultAt('measure', sayCases('works_unknown'))
  if (given.kind === 'shared_trench' && given.memberIds.includes(given.leadId))
    return faultAt('measure/memberIds', sayCases('lead_member'))
  if (new Set(idsIn(given)).size < idsIn(given).length) return faultAt('measure', sayCases('works_twice'))
  const changes = await changesOf(db, given, reading)
  if (changes.problem) return changes
  const fault = changes.value.map(({ period }) => period && periodFault(period)).find(Boolean)
  if (fault) return faultAt('measure', sayHttp(`period.${fault}`))
  const moving = changes.value.flatMap((change) => {
    const old = works.get(change.worksId) as Works
    return isAnother(change, old) ? [{ ...change, before: old.period }] : []
  })
  if (moving.length === 0 && !(given.kind === 'as_is' || given.kind === 'shared_trench'))
    return refused('nothing_changes')
  return {
    value: {
      kind: given.kind,
      changes: moving,
      lead: given.kind === 'shared_trench' ? { leadId: given.leadId, memberIds: given.memberIds } : null,
      conditions: given.kind === 'as_is' ? given.conditions : [],
    },
  }
}

function idsIn(given: NewMeasure): string[] {
  switch (given.kind) {
    case 'dates':
      return given.changes.map(({ worksId }) => worksId)
    case 'sequence':
      return given.order
    case 'reroute':
      return [given.worksId]
    case 'shared_trench':
      return [given.leadId, ...given.memberIds]
    case 'as_is':
      return []
  }
}

async function changesOf(db: Db, given: NewMeasure, { works, pack }: Reading): Promise<Outcome<Change[]>> {
  switch (given.kind) {
    case 'dates':
      return { value: given.changes }
    case 'sequence':
      return {
        value: inSequence(
          given.order.map((id) => works.get(id) as Works),
          pack,
        ),
      }
    case 'shared_trench': {
      const period = given.period ?? (works.get(given.leadId) as Works).period
      return { value: idsIn(given).map((worksId) => ({ worksId, period })) }
    }
    case 'reroute': {
      const route = await takeRoute(db, given.route, pack)
      if (route.problem) return route
      const { worksId, period } = given
      return { value: [{ worksId, route: route.value, ...(period ? { period } : {}) }] }
    }
    case 'as_is':
      return { value: [] }
  }
}

function isAnother({ period, route }: Change, old: Works): boolean {
  const isMoved = period !== undefined && (period.start !== old.period.start || period.end !== old.period.end)
  return isMoved || (route !== undefined && JSON.stringify(route) !== JSON.stringify(old.route))
}
