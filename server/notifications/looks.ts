import type { Actor } from '../access/actor.ts'
import type { Deed } from '../access/deeds.ts'
import { mayDo } from '../access/permissions.ts'
import { allows } from '../access/policy.ts'
import type { Role } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import type { SubjectType } from './contract.ts'
import { findDelegations } from './delegations-told.ts'
import {
  findBans,
  findCalls,
  findCases,
  findDefects,
  findReports,
  findSamples,
  findScored,
  findViolations,
  findWorks,
  type Sighted,
} from './looked-up.ts'
import { findMeetings } from './meetings-found.ts'

/** Of one type of subject: how it is looked up, as the owner sees it, and who may see it. */
interface Look {
  find: (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, Sighted>>
  sees: (actor: Actor, sighted: Sighted) => boolean
}

/** One of its parties, or the office of its ground. */
const seesAsParty =
  (deed: Deed): Look['sees'] =>
  (actor, { facts, parties = [] }) =>
    [null, ...parties].some((agencyId) => allows(actor, deed, { ...facts, agencyId }))

/** Whoever may give works to a contractor; a contractor hears of its own bans only. */
const givers: readonly Role[] = ['planner', 'utility', 'inspector', 'admin']

/** Of every type of subject. */
export const looks: Readonly<Record<SubjectType, Look>> = {
  works: { find: findWorks, sees: (actor, { facts }) => allows(actor, 'works.see', facts) },
  agency: {
    find: async (_db, ids) => new Map(ids.map((agencyId) => [agencyId, { facts: { agencyId }, about: {} }])),
    sees: (actor, { facts }) => actor.agencyId === facts.agencyId,
  },
  case: {
    find: findCases,
    sees: seesAsParty('cases.see'),
  },
  defect: {
    find: findDefects,
    sees: (actor, { facts, parties = [] }) =>
      parties.some((agencyId) => allows(actor, 'defects.see', { ...facts, agencyId })),
  },
  quality: {
    find: findScored,
    sees: (actor, { facts }) => actor.agencyId === facts.agencyId || allows(actor, 'quality.decide', {}),
  },
  sample: { find: findSamples, sees: seesAsParty('samples.see') },
  violation: {
    find: findViolations,
    sees: (actor, { facts, parties = [] }) =>
      [null, ...parties].some((agencyId) => allows(actor, 'violations.see', { ...facts, agencyId })),
  },
  delegation: {
    find: findDelegations,
    sees: (actor, { parties = [] }) => parties.some((agencyId) => agencyId === actor.agencyId),
  },
  meeting: { find: findMeetings, sees: seesAsParty('meetings.see') },
  report: { find: findReports, sees: (actor, { facts }) => allows(actor, 'reports.details', facts) },
  call: { find: findCalls, sees: (actor) => mayDo(actor, 'conflicts.read') },
  ban: {
    find: findBans,
    sees: (actor, { facts }) =>
      mayDo(actor, 'works.read') && (givers.includes(actor.role) || actor.agencyId === facts.agencyId),
  },
}
