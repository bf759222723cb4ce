import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Works } from '../works/contract.ts'
import { eventsFrom, transition } from '../works/lifecycle/rules.ts'
import { findWorks } from '../works/read.ts'
import { amendingOf } from './amending.ts'
import { isSilent } from './consultations.ts'
import { type Consultation, type EmergencyGround, isNamed, type Procedure } from './contract.ts'
import { standInOf, standsInFor } from './delegation/stand-in.ts'
import { type Dossier, dossierOf, factsOf, partiesOf, readsParties } from './facts.ts'
import type { PaymentProvider } from './fees/provider.ts'
import type { Judging } from './findings.ts'
import { overrunOf } from './overruns.ts'
import { reasonsOf } from './reasons.ts'

const millisecondsOfHour = 3_600_000

/** Where an application stands, as whoever asks may see it; null where there is no such works for them. */
export async function procedureOf(
  db: Db,
  id: string,
  judging: Judging & { payments: PaymentProvider | null },
): Promise<Procedure | null> {
  const { actor, payments } = judging
  const works = await findWorks(db, id, actor)
  if (!works) return null
  const standIn = await standInOf(db, id, judging)
  const dossier = await dossierOf(db, works, judging)
  const { consultations } = dossier
  const isRunning = isConsulted(works, dossier)
  const isFor = ({ agencyId }: Consultation) => standsInFor(standIn, agencyId)
  const waited = isRunning ? consultations.filter((one) => isWaited(one, works, judging.now)) : []
  const reads = readsParties(works, judging)
  const isParty = reads || consultations.some(({ agencyId }) => agencyId === actor.agencyId)
  return {
    worksId: works.id,
    version: works.version,
    events: possible(works, dossier, judging),
    review: reviewOf(works, dossier),
    consultations: isParty ? consultations : consultations.map((one) => (isFor(one) ? one : outline(one))),
    consulting: { round: works.rounds, isRunning },
    findings:
      isParty || dossier.findings === null
        ? dossier.findings
        : dossier.findings.map((one) => ({ ...one, waiver: null })),
    permit: dossier.permit,
    ...(await amendingOf(db, works, dossier, judging)),
    fees: reads ? dossier.fees : [],
    payments: payments ? (payments.isTest ? 'test' : 'provider') : 'office',
    emergency: emergencyOf(works, judging.pack),
    overrun: isParty ? await overrunOf(db, works.id) : null,
    may: {
      answer: waited.some(({ agencyId }) => allows(actor, 'consultations.answer', { agencyId })),
      answerFor: waited.filter(isFor).map(({ agencyId }) => agencyId),
      decide: allows(actor, 'works.decide', works),
      pay: allows(actor, 'fees.pay', works),
    },
  }
}

/** Of the last round, and neither answered, nor gone on without, nor past its deadline. */
const isWaited = (one: Consultation, { rounds }: Works, now: Date) =>
  one.round === rounds && one.answer === null && one.overruled === null && !isSilent(one, now)

/** Whether the last round still decides something: of an application, or of a proposal that waits. */
const isConsulted = ({ status, rounds }: Works, { proposal }: Dossier) =>
  status === 'submitted' ||
  status === 'in_coordination' ||
  (proposal?.state === 'proposed' && proposal.round === rounds)

/** What others may know of a consultation: who is asked and whether they have answered, not their words. */
function outline(one: Consultation): Consultation {
  return { ...one, conditions: null, reason: null, answeredBy: null, overruled: null }
}

/** What only an emergency may ever do, and what was done once for all, is nothing to offer. */
const pointless: readonly string[] = ['no_emergency', 'filed_already']

/** What whoever asks may do now, each with everything that stands against it. A reason and a ground are asked for in the doing. */
function possible(works: Works, dossier: Dossier, judging: Judging & { language: Language }): Procedure['events'] {
  const parties = partiesOf(works, judging)
  const events = [...new Set(parties.flatMap((party) => eventsFrom(works.status, party)))]
  const facts = factsOf(works, dossier, { hasReason: true, hasGround: true }, judging)
  return events.flatMap((event) => {
    const { refusals = [] } = transition(works.status, event, parties, facts)
    // nor are time's own, and what has a door of its own
    if (!isNamed(event) || refusals.some((one) => pointless.includes(one))) return []
    return [
      {
        event,
        reasons: reasonsOf(refusals, { open: dossier.handover.open }).map(({ code, detail }) => ({
          code,
          detail: detail(judging.language),
        })),
      },
    ]
  })
}

/** The office's own clock, while it runs: for an application, or for what is proposed of a permit. */
function reviewOf({ submittedAt, reviewDueAt }: Works, { proposal }: Dossier): Procedure['review'] {
  const receivedAt = proposal?.askedAt ?? submittedAt
  return receivedAt === null || reviewDueAt === null ? null : { receivedAt, dueAt: reviewDueAt }
}

/** The clock of an emergency runs by the hour, whatever day it is. [B] */
function emergencyOf({ notifiedAt, emergencyGround, submittedAt }: Works, pack: RulePack): Procedure['emergency'] {
  if (notifiedAt === null) return null
  const fileBy = new Date(Date.parse(notifiedAt) + pack.emergency.fileHours * millisecondsOfHour).toISOString()
  return { ground: emergencyGround as EmergencyGround, notifiedAt, fileBy, filedAt: submittedAt }
}
