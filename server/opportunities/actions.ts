import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import { groundProblem } from '../access/ground.ts'
import { allows } from '../access/policy.ts'
import { difference, record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Areas } from '../geo/contract.ts'
import { areaTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { NewOpportunity, Opportunity, OpportunityChange } from './contract.ts'
import { sayOpportunities } from './messages.ts'
import { findOpportunity, holdOpportunity } from './read.ts'
import { deadlineFault, mayGo } from './rules.ts'
import { storeOpportunities, updateOpportunity } from './store.ts'

interface Doing {
  pack: RulePack
  actor: Actor
  now: Date
}

async function takeBoundary(db: Db, drawn: unknown, { pack, actor }: Doing): Promise<Outcome<Areas>> {
  const path = 'boundary'
  const taken = await takeGeometry<Areas>(db, drawn, path, { types: areaTypes, box: pack.box })
  if (taken.problem) return taken
  const asked = { actor, deed: 'opportunities.change', area: taken.value, path } as const
  return (await groundProblem(db, asked, pack)) ?? taken
}

/** Why these deadlines cannot stand, as a problem at their member. */
function deadlineProblem(given: Parameters<typeof deadlineFault>[0]) {
  const fault = deadlineFault(given)
  if (!fault) return null
  const { path, code } = fault
  return faultAt(path, code === 'bids_before_questions' ? sayOpportunities(code) : sayHttp(`period.${code}`))
}

/** Records a site; the answer is the site as it stands. */
export async function createOpportunity(db: Db, given: NewOpportunity, doing: Doing): Promise<Outcome<Opportunity>> {
  const {
    questionsUntil = null,
    bidsUntil = null,
    minimumRiyals = null,
    landUse = null,
    stage = 'planned',
    id = uuidv7(),
  } = given
  const fault = deadlineProblem({ questionsUntil, bidsUntil })
  if (fault) return fault
  const boundary = await takeBoundary(db, given.boundary, doing)
  if (boundary.problem) return boundary
  if (await db('opportunity').where({ id }).first('id'))
    return failed('conflict', { errors: [{ path: 'id', message: sayOpportunities('id_taken') }] })
  const { title, activity, termYears, model } = given
  const site = {
    id,
    title,
    activity,
    termYears,
    model,
    stage,
    minimumRiyals,
    landUse,
    questionsUntil,
    bidsUntil,
    boundary: boundary.value,
  }
  const [stored] = await storeOpportunities(db, [site], doing)
  const made = standing(await findOpportunity(db, stored?.number ?? ''))
  await recordSite(db, made, { event: 'create', after: made })
  return { value: made }
}

/** Changes a site; the version named must be the one that stands, and a stage must follow the one it has. */
export function changeOpportunity(
  db: Db,
  number: string,
  change: OpportunityChange,
  doing: Doing,
): Promise<Outcome<Opportunity>> {
  return db.transaction(async (trx) => {
    await holdOpportunity(trx, number)
    const old = await findOpportunity(trx, number)
    if (!old) return failed('not-found')
    if (!allows(doing.actor, 'opportunities.change', { municipalityIds: [old.municipalityId] }))
      return failed('forbidden')
    const { version, boundary: drawn, ...given } = change
    if (old.version !== version)
      return failed('version', { values: { current: old.version }, more: { currentVersion: old.version } })
    const changed = { ...old, ...given }
    if (!mayGo(old.stage, changed.stage))
      return failed('refused', {
        reasons: [{ code: 'stage_out_of_order', detail: sayOpportunities('stage_out_of_order') }],
      })
    const fault = deadlineProblem(changed)
    if (fault) return fault
    const boundary = drawn === undefined ? { value: old.boundary } : await takeBoundary(trx, drawn, doing)
    if (boundary.problem) return boundary
    const isStored = await updateOpportunity(trx, { ...changed, boundary: boundary.value }, version, doing)
    if (!isStored) throw new Error(`the site ${number} changed while it was held`)
    const now = standing(await findOpportunity(trx, number))
    await recordSite(trx, now, { event: 'change', ...difference(old, now) })
    return { value: now }
  })
}

/** What was just written is there to be read. */
function standing(site: Opportunity | null): Opportunity {
  if (!site) throw new Error('the site that was written is not there')
  return site
}

function recordSite(
  db: Db,
  { id, municipalityId }: Opportunity,
  told: { event: string; before?: object; after: object },
): Promise<void> {
  return record(db, [{ subject: 'opportunity', id, municipalities: [municipalityId], ...told }])
}
