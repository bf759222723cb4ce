import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Works } from '../works/contract.ts'
import { lockWorks } from '../works/diversions/store.ts'
import { findWorks } from '../works/read.ts'
import { takeRoute } from '../works/route.ts'
import { type Carried, type CaseDoing, inTheOfficesPlace } from './carry-out.ts'
import type { CaseDeed, CaseProposal, NewMeasure } from './contract.ts'
import { type CaseRow, findCase, placeOf } from './read.ts'
import { refused } from './refused.ts'
import { type CaseFacts, type CaseStanding, caseRefusal } from './rules.ts'
import { standingIn } from './standing.ts'
import { factsOf, proposalsOf } from './thread.ts'

/** A case whose works, ground and row are held until the transaction ends. */
export interface Held {
  row: CaseRow
  carried: Carried
  proposals: CaseProposal[]
  facts: CaseFacts
  standing: CaseStanding
}

/**
 * Holds a case for a deed, or names what stands against it. In the order of whoever writes a works and with it files or ends a case:
 * its works, their ground, the case. The ground is all that any measure may move them to, one that is proposed or the one
 * that comes `with` the deed: who locked more of it later might wait for another case that waits for this one.
 */
export async function holdCase(
  db: Db,
  id: string,
  { deed, with: measure }: { deed: CaseDeed; with?: NewMeasure | undefined },
  doing: CaseDoing,
): Promise<Outcome<Held>> {
  const { actor, pack } = doing
  const seen = await findCase(db, id, actor)
  if (!seen) return failed('not-found')
  const works = await holdAll(db, seen.works_ids, doing)
  await lockWorks(db, [...works.values(), ...(await movedBy(db, id, { works, measure, pack }))], { pack })
  await rows(db, 'select id from coordination_case where id = cast(:id as uuid) for update', { id })
  const row = await findCase(db, id, actor)
  if (!row) return failed('not-found')
  if (row.works_ids.some((each) => !works.has(each))) return refused('works_moved_on')
  const proposals = await proposalsOf(db, id)
  const standing = standingIn(actor, placeOf(row))
  const facts = factsOf(row, proposals, standing, actor)
  const refusal = caseRefusal(deed, facts)
  if (refusal === 'not_a_party' || refusal === 'not_the_office') return failed('forbidden')
  if (refusal) return refused(refusal)
  return { value: { row, proposals, facts, standing, carried: { id, number: row.number, pairs: row.pairs, works } } }
}

async function holdAll(db: Db, ids: readonly string[], { actor }: CaseDoing): Promise<Map<string, Works>> {
  await rows(db, 'select id from works where id = any (cast(:ids as uuid[])) order by id for update', { ids: [...ids] })
  const works = new Map<string, Works>()
  for (const id of ids) {
    const one = await findWorks(db, id, inTheOfficesPlace(actor))
    if (one) works.set(id, one)
  }
  return works
}

/** The works of a case as measures would move them: those that were proposed of it, and one that comes. */
async function movedBy(
  db: Db,
  id: string,
  { works, measure, pack }: { works: ReadonlyMap<string, Works>; measure: NewMeasure | undefined; pack: RulePack },
): Promise<Works[]> {
  const proposed = (await proposalsOf(db, id)).flatMap((proposal) => proposal.measure.changes)
  // what is no route is refused in its turn, and moves nothing
  const taken = measure?.kind === 'reroute' ? (await takeRoute(db, measure.route, pack)).value : undefined
  const coming = measure?.kind === 'reroute' && taken ? [{ worksId: measure.worksId, route: taken }] : []
  return [...proposed, ...coming].flatMap(({ worksId, route }) => {
    const old = works.get(worksId)
    return old && route ? [{ ...old, route }] : []
  })
}
