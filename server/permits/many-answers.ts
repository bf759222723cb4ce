import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { TakenBack } from '../database/taken-back.ts'
import { sayHttp } from '../http/messages.ts'
import type { Outcome, Problem } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import { recordWorks } from '../works/store.ts'
import { type Answering, answerFault, answerUnrecorded } from './answers.ts'
import type { AnswersTaken, NewAnswers } from './contract.ts'
import { sayPermits } from './messages.ts'

class NotTaken extends TakenBack {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.name)
    this.problem = problem
  }
}

/** Gives the same answer to several, in one transaction: what cannot be taken is told and leaves the others alone. */
export async function answerMany(
  db: Db,
  { ids, ...given }: NewAnswers,
  answering: Answering,
  language: Language,
): Promise<Outcome<AnswersTaken>> {
  const fault = answerFault(given)
  if (fault) return fault
  const asking = [...new Set(ids.map((id) => id.toLowerCase()))]
  const asked = await rows<{ id: string; works_id: string; agency_id: string; round: number }>(
    db,
    'select id, works_id, agency_id, round from consultation where id = any (cast(:ids as uuid[])) order by works_id, id',
    { ids: asking },
  )
  const known = new Set(asked.map(({ id }) => id))
  const taken: typeof asked = []
  const refused = asking.filter((id) => !known.has(id)).map((id) => refusalOf(id, null, language))
  // works by works in one order: two who answer at once wait for each other, and do not lock each other up
  for (const one of asked) {
    const at = { worksId: one.works_id, agencyId: one.agency_id }
    const answered = (trx: Db) => answerUnrecorded(trx, at, { ...given, round: one.round }, answering).then(orThrow)
    const problem = await db.transaction(answered).then(() => null, problemOf)
    if (problem) refused.push(refusalOf(one.id, problem, language))
    else taken.push(one)
  }
  if (taken.length > 0)
    await recordWorks(
      db,
      taken.map(({ works_id }) => works_id),
    )
  return { value: { taken: taken.map(({ id }) => id), refused } }
}

function orThrow<T>(outcome: Outcome<T>): void {
  if (outcome.problem) throw new NotTaken(outcome.problem)
}

function problemOf(error: unknown): Problem {
  if (error instanceof NotTaken) return error.problem
  throw error
}

function refusalOf(id: string, problem: Problem | null, language: Language): AnswersTaken['refused'][number] {
  const [reason] = problem?.reasons ?? []
  if (reason) return { id, code: reason.code, detail: reason.detail(language) }
  if (problem?.name === 'forbidden') return { id, code: 'forbidden', detail: sayHttp('forbidden.detail')(language) }
  return { id, code: 'unknown', detail: sayPermits('consultation_unknown')(language) }
}
