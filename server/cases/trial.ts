import { unrecorded } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { TakenBack } from '../database/taken-back.ts'
import type { Problem } from '../http/problem.ts'
import type { Names } from '../language/contract.ts'
import { type JudgedFinding, judgedFindings, registered } from '../permits/findings.ts'
import type { Works } from '../works/contract.ts'
import { findWorks } from '../works/read.ts'
import { isLive } from '../works/rules.ts'
import { type Carried, type CaseDoing, carryOut, inTheOfficesPlace } from './carry-out.ts'
import type { Measure, Trial } from './contract.ts'

type Blocking = Trial['blocking']

/** Ends a trial: nothing of it stays. */
class Tried extends TakenBack {
  readonly trial: Trial

  constructor(trial: Trial) {
    super('tried')
    this.trial = trial
  }
}

/**
 * What would be with a measure: it is carried out on the works themselves, everything is assessed as it then stands, and all of it
 * is taken back. No second model of the rules can go astray, and several works that move at once are seen as they will lie.
 */
export async function tryOut(db: Db, carried: Carried, measure: Measure, given: CaseDoing): Promise<Trial> {
  const doing = { ...given, actor: inTheOfficesPlace(given.actor) }
  const before = await blockingOf(db, carried, doing)
  try {
    return await db.transaction(async (trx) => {
      const done = await unrecorded(() => carryOut(trx, carried, { measure, reason: '' }, doing))
      throw new Tried(
        done.problem
          ? { at: doing.now.toISOString(), complete: true, blocking: [], warnings: 0, refusal: wordsOf(done.problem) }
          : await outcomeOf(trx, carried, before, doing),
      )
    })
  } catch (error) {
    if (error instanceof Tried) return error.trial
    throw error
  }
}

/** What stands after a measure was carried out: what blocks between the works of the case, and what blocks anew. */
export async function outcomeOf(
  db: Db,
  carried: Carried,
  before: ReadonlyMap<string, unknown> | null,
  doing: CaseDoing,
): Promise<Trial> {
  const after = await blockingOf(db, carried, doing)
  const between = (finding: Blocking[number]) => carried.works.has(finding.other.id ?? '')
  const blocking = [...(after ?? [])].flatMap(([key, finding]) =>
    between(finding) || !before?.has(key) ? [finding] : [],
  )
  return {
    at: doing.now.toISOString(),
    complete: after !== null && before !== null,
    blocking,
    warnings: await warningsBetween(db, carried),
    refusal: null,
  }
}

/** Blocking findings of all works of a case that nobody has waived, in both languages; null where not all could be looked up. */
export async function blockingOf(
  db: Db,
  { works }: Carried,
  doing: CaseDoing,
): Promise<Map<string, Blocking[number]> | null> {
  const all = new Map<string, Blocking[number]>()
  for (const id of works.keys()) {
    const one = await findWorks(db, id, doing.actor)
    if (!one || !isLive(one.status)) continue
    const found = await inBothLanguages(db, one, doing)
    if (!found) return null
    for (const finding of found) all.set(keyOf(finding), finding)
  }
  return all
}

/** A finding between two works is one, whichever of them it was found at. */
function keyOf({ worksId, kind, other }: Blocking[number]): string {
  return [kind, other.type, ...[worksId, other.id ?? ''].sort()].join(' ')
}

async function inBothLanguages(db: Db, works: Works, doing: CaseDoing): Promise<Blocking | null> {
  const [ar, en] = [
    await judgedFindings(db, works, { ...doing, language: 'ar' }),
    await judgedFindings(db, works, { ...doing, language: 'en' }),
  ]
  if (!ar || !en) return null
  const open = ({ severity, standing }: JudgedFinding) => severity === 'blocking' && standing !== 'waived'
  const english = en.filter(open)
  return ar.filter(open).map((finding, place) => {
    const { kind, severity, other, explanation } = finding
    const twin = english[place] ?? finding
    return {
      worksId: works.id,
      kind,
      severity,
      other: {
        ...{ type: other.type, id: other.id, number: other.number, agencyId: other.agencyId },
        title: { ar: other.title, en: twin.other.title },
      },
      explanation: { ar: explanation, en: twin.explanation },
    }
  })
}

async function warningsBetween(db: Db, { works }: Carried): Promise<number> {
  let found = 0
  for (const id of works.keys())
    for (const { other, severity, state } of await registered(db, id))
      if (works.has(other) && id < other && severity === 'warning' && state !== 'waived') found += 1
  return found
}

function wordsOf({ reasons = [], errors = [], detail }: Problem): Names {
  const [phrase] = [...reasons.map((one) => one.detail), ...errors.map(({ message }) => message), detail]
  return { ar: phrase?.('ar') ?? '', en: phrase?.('en') ?? '' }
}
