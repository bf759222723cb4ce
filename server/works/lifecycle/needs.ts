import type { LifecycleFacts, LifecycleRefusal } from './facts.ts'

/** What a step asks for: a refusal where the facts do not have it. */
export type Need = (facts: LifecycleFacts) => LifecycleRefusal | false

export const reason: Need = ({ hasReason }) => !hasReason && 'reason_missing'
/** An agency takes back what it asked for; the office, which may write on works of its ground, declines it. */
export const own: Need = ({ isOwn }) => !isOwn && 'not_yours'
/** Whoever takes something from others says why. */
export const foreignReason: Need = ({ isOwn, hasReason }) => !isOwn && !hasReason && 'reason_missing'
export const unproposed: Need = ({ amendments }) => amendments.isOpen && 'amendment_open'
export const proposed: Need = ({ amendments }) => !amendments.isOpen && 'no_amendment'
export const seldom: Need = ({ amendments }) => amendments.isExtendedOften && 'extended_often'
export const opened: Need = ({ hasStarted }) => !hasStarted && 'not_opened'
export const unopened: Need = ({ hasStarted }) => hasStarted && 'digging'
export const rightToDig: Need = ({ category }) => category === 'future_project' && 'no_right_to_dig'
export const byApplication: Need = ({ category }) => category === 'emergency' && 'by_notice_only'
export const emergency: Need = ({ category }) => category !== 'emergency' && 'no_emergency'
export const grounded: Need = (facts) => !facts.emergency.hasGround && 'ground_missing'
/** Who gives notice digs at once: days that are over, or to come, are not those of the danger. */
export const ofToday: Need = ({ period, today }) => (today < period.start || today > period.end) && 'not_today'
export const small: Need = (facts) => !facts.emergency.isSmall && 'not_small'
export const described: Need = (facts) => !facts.emergency.isDescribed && 'not_described'
/** What another system announced was filed there as well, if it was. */
export const announced: Need = (facts) =>
  facts.category === 'emergency' && !facts.emergency.isAnnounced && 'by_notice_only'
export const unfiled: Need = (facts) => facts.emergency.isFiled && 'filed_already'
export const filed: Need = (facts) => !facts.emergency.isFiled && 'not_filed'
export const unpermitted: Need = ({ permit }) => permit !== null && 'permit_there'
export const toCome: Need = ({ period, today }) => period.end < today && 'in_the_past'
const isLonger = ({ permit, period }: LifecycleFacts) => permit !== null && period.end > permit.end
/** A later end than the permit's is an extension of it, whatever it is called: asked for before it runs out, and not often. [S] */
export const ifLonger =
  (need: Need): Need =>
  (facts) =>
    isLonger(facts) && need(facts)
/** Whoever asked in time does not lose by how long the office takes. */
const asAsked = (facts: LifecycleFacts) => ({ ...facts, today: facts.amendments.askedOn ?? facts.today })
export const askedInForce: Need = (facts) => inForce(asAsked(facts))
export const toComeWhenAsked: Need = (facts) => toCome(isLonger(facts) ? asAsked(facts) : facts)
/** An emergency stays what its notice was for. */
export const stillSmall: Need = (facts) => facts.category === 'emergency' && small(facts)
export const paidForProposal: Need = ({ amendments }) => !amendments.isPaid && 'fee_open'
export const ifConsulted =
  (need: Need): Need =>
  (facts) =>
    facts.amendments.isConsulted && need(facts)
export const known: Need = ({ findings }) => !findings?.complete && 'unknown_findings'
export const withinLimits: Need = ({ findings }) => (findings?.limits ?? 1) > 0 && 'limits_crossed'
/** Of a danger that is reported at once: what could not be looked up stops nobody. */
export const withinKnownLimits: Need = ({ findings }) => (findings?.limits ?? 0) > 0 && 'limits_crossed'
export const unblocked: Need = ({ findings }) => (findings?.blocking ?? 1) > 0 && 'blocking_findings'
export const checked: Need = ({ contractor }) => contractor === null && 'unknown_contractor'
export const unbanned: Need = ({ contractor }) => contractor?.isBanned === true && 'contractor_banned'
export const asked: Need = ({ consultation }) => consultation === null && 'unknown_consultation'
export const answered: Need = ({ consultation }) => (consultation?.open ?? 1) > 0 && 'answers_open'
export const unopposed: Need = ({ consultation }) => (consultation?.objections ?? 1) > 0 && 'objections_open'
export const paid: Need = ({ fee }) => (fee === null ? 'unknown_fee' : !fee.isSettled && 'fee_open')
/** What an emergency costs is set when it is filed. */
export const paidOnceFiled: Need = (facts) => facts.emergency.isFiled && paid(facts)
export const permitted: Need = ({ permit }) => permit === null && 'permit_missing'
export const begun: Need = ({ permit, today }) => permit !== null && today < permit.start && 'permit_not_begun'
export const inForce: Need = ({ permit, today }) => permit !== null && today > permit.end && 'permit_over'
export const runOut: Need = ({ permit, today }) => permit !== null && today <= permit.end && 'permit_runs'
/** What has not been opened goes on only within its permit; what lies open must be closed in any case. */
export const resumable: Need = (facts) => !facts.hasStarted && inForce(facts)
export const inspected: Need = ({ handover }) => !handover?.isInspected && 'not_inspected'
export const passed: Need = ({ handover }) => !handover?.isPassed && 'not_passed'
export const mended: Need = ({ handover }) => (handover?.openDefects ?? 1) > 0 && 'defects_open'
export const solved: Need = ({ handover }) => (handover?.openReports ?? 1) > 0 && 'reports_open'
/** Closed ground without a record of how it was closed is nothing that anybody could answer for. [S] */
export const recorded: Need = ({ reinstatement }) => reinstatement === null && 'record_missing'
export const whole: Need = ({ reinstatement }) => reinstatement?.isWhole === false && 'record_incomplete'
export const permanent: Need = ({ reinstatement }) => reinstatement?.isPermanent === false && 'interim_open'
export const guaranteed: Need = ({ handover }) => !handover?.isKept && 'guarantee_not_passed'
export const tested: Need = ({ handover }) => (handover?.openSamples ?? 1) > 0 && 'samples_open'
/** What nobody has tested is not known to be sound. [S] */
export const sampled: Need = ({ handover }) => (handover?.unmetSamples ?? 1) > 0 && 'samples_unmet'
/** Whoever is cleared owes nothing more. [ours] */
export const unfined: Need = ({ handover }) => (handover?.openViolations ?? 1) > 0 && 'violations_open'
/**
 * What was dug by a notice alone is not forgotten by the end of its guarantee: its application is filed, paid for and decided. Of what
 * another system announced nobody here knows, as of its other permits. [B]
 */
export const permittedIfSudden: Need = (facts) =>
  facts.emergency.isAnnounced && facts.permit === null && (filed(facts) || permitted(facts))
/** Whoever is cleared owes no fee. [ours] */
export const unowing: Need = ({ fee }) => fee?.isOwed === true && 'fee_open'
/** Whoever is cleared before the guarantee ends is let off what is left of it. [ours] */
export const reasonIfEarly: Need = (facts) =>
  facts.guaranteeUntil !== null && facts.today <= facts.guaranteeUntil && reason(facts)

/** What stands between an application and its permit: looked up whole, nothing blocking, everybody heard. [B] */
export const cleared: readonly Need[] = [toCome, known, unblocked, asked, answered, unopposed]

/** Who may not work is given no right to dig, and does not go on digging. [B] */
export const trusted: readonly Need[] = [checked, unbanned]
