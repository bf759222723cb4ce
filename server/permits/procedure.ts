import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Works } from '../works/contract.ts'
import { eventsFrom, transition } from '../works/lifecycle/rules.ts'
import { findWorks } from '../works/read.ts'
import { isSilent } from './consultations.ts'
import type { EmergencyGround, Procedure } from './contract.ts'
import { reasonsOf } from './events.ts'
import { type Dossier, dossierOf, factsOf, partiesOf } from './facts.ts'
import type { Judging } from './findings.ts'

const millisecondsOfHour = 3_600_000

/** Where an application stands, as whoever asks may see it; null where there is no such works for them. */
export async function procedureOf(db: Db, id: string, judging: Judging): Promise<Procedure | null> {
  const { actor } = judging
  const works = await findWorks(db, id, actor)
  if (!works) return null
  const dossier = await dossierOf(db, works, judging)
  const { consultations } = dossier
  const isAsked = consultations.some(
    (one) =>
      one.round === works.rounds &&
      one.answer === null &&
      !isSilent(one, judging.now) &&
      isConsulted(works.status) &&
      allows(actor, 'consultations.answer', { agencyId: one.agencyId }),
  )
  const isParty =
    partiesOf(works, judging).length > 0 || consultations.some(({ agencyId }) => agencyId === actor.agencyId)
  return {
    worksId: works.id,
    version: works.version,
    events: possible(works, dossier, judging),
    review: reviewOf(works),
    consultations: isParty ? consultations : consultations.map(outline),
    findings:
      isParty || dossier.findings === null
        ? dossier.findings
        : dossier.findings.map((one) => ({ ...one, waiver: null })),
    permit: dossier.permit,
    emergency: emergencyOf(works, judging.pack),
    violations: await violationsOf(db, works.id),
    may: { answer: isAsked, decide: allows(actor, 'works.decide', works) },
  }
}

const isConsulted = (status: string) => status === 'submitted' || status === 'in_coordination'

/** What others may know of a consultation: who is asked and whether they have answered, not their words. */
function outline(one: Procedure['consultations'][number]): Procedure['consultations'][number] {
  return { ...one, conditions: null, reason: null, answeredBy: null, overruled: null }
}

/** What whoever asks may do now, each with everything that stands against it. A reason and a ground are asked for in the doing. */
function possible(works: Works, dossier: Dossier, judging: Judging & { language: Language }): Procedure['events'] {
  const parties = partiesOf(works, judging)
  const events = [...new Set(parties.flatMap((party) => eventsFrom(works.status, party)))]
  const facts = factsOf(works, dossier, { hasReason: true, hasGround: true }, judging)
  return events.flatMap((event) => {
    const { refusals = [] } = transition(works.status, event, parties, facts)
    // time's own, and what only an emergency may ever do, is nothing to offer
    if (event === 'expire' || refusals.includes('no_emergency')) return []
    return [
      { event, reasons: reasonsOf(refusals).map(({ code, detail }) => ({ code, detail: detail(judging.language) })) },
    ]
  })
}

/** The office's own clock, while it runs. */
function reviewOf({ submittedAt, reviewDueAt }: Works): Procedure['review'] {
  if (submittedAt === null || reviewDueAt === null) return null
  return { receivedAt: submittedAt, dueAt: reviewDueAt }
}

/** The clock of an emergency runs by the hour, whatever day it is. [B] */
function emergencyOf({ notifiedAt, emergencyGround, submittedAt }: Works, pack: RulePack): Procedure['emergency'] {
  if (notifiedAt === null) return null
  const fileBy = new Date(Date.parse(notifiedAt) + pack.emergency.fileHours * millisecondsOfHour).toISOString()
  return { ground: emergencyGround as EmergencyGround, notifiedAt, fileBy, filedAt: submittedAt }
}

async function violationsOf(db: Db, worksId: string): Promise<Procedure['violations']> {
  return (await db('violation')
    .where({ works_id: worksId })
    .orderBy('at')
    .select('article', 'at')) as Procedure['violations']
}
