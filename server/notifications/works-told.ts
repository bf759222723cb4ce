import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Names } from '../language/contract.ts'
import { consulteesAt } from '../permits/consult.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Category } from '../works/contract.ts'
import type { About, NoticeKind } from './contract.ts'
import { answeredForUs, askedForOthers } from './delegations-told.ts'
import type { Recipient, Telling } from './tell.ts'

/** A line of the history of a works, as the trigger of migrations 0028 and 0076 notes it. */
export interface WorksEventNoted {
  worksId: string
  version: number
  event: string
  reason: string | null
  after: {
    agencyId?: string
    answer?: string
    delegateId?: string
    permitNumber?: string
    amendment?: number
    since?: string
  }
}

interface Works {
  agency_id: string
  contractor_id: string | null
  municipality_id: string
  category: Category
  review_due_at: string | null
}

/** Events that are told to whose works it is, each as the kind of the same meaning. */
const ofOwner: Readonly<Record<string, NoticeKind>> = {
  return: 'returned',
  refuse: 'refused',
  approve: 'approved',
  grant: 'granted',
  suspend: 'suspended',
  resume: 'resumed',
  expire: 'expired',
  cancel: 'cancelled',
  accept: 'accepted',
  clear: 'cleared',
}

/** What becomes of what was proposed to the office, as kinds of what was asked for. */
const proposals = {
  propose: { to: 'office', amendment: 'amendment_proposed', extension: 'extension_asked' },
  prolong: { to: 'office', amendment: 'amendment_proposed', extension: 'extension_asked' },
  amend: { to: 'owners', amendment: 'amendment_accepted', extension: 'extension_accepted' },
  decline: { to: 'owners', amendment: 'amendment_declined', extension: 'extension_declined' },
} as const satisfies Record<string, { to: string; amendment: NoticeKind; extension: NoticeKind }>
type Proposing = keyof typeof proposals

/** Whom an event of a works is told to, and as what. Whoever it asks for an answer hears of that, whatever asks. */
export async function worksTellings(
  db: Db,
  noted: WorksEventNoted,
  { at, by, pack }: { at: Date; by: string | null; pack: RulePack },
): Promise<Telling[]> {
  const asked = await askedAt(db, noted.worksId, at)
  const works = (await db('works')
    .where({ id: noted.worksId })
    .first('agency_id', 'contractor_id', 'municipality_id', 'category', 'review_due_at')) as Works | undefined
  if (!works) return []
  const office: Recipient = { role: 'planner', municipalityId: works.municipality_id }
  const owners = [works.agency_id, works.contractor_id].flatMap((agencyId) => (agencyId ? { agencyId } : []))
  const told = (kind: NoticeKind, to: readonly Recipient[], about: About = {}): Telling => ({
    kind,
    subject: { type: 'works', id: noted.worksId },
    to,
    about,
    at,
    by,
  })
  const asking = asked.map(({ agency_id: agencyId, due_at: due }) => told('asked', [{ agencyId }], { due }))
  const onBehalf = [
    ...(await askedForOthers(db, noted.worksId, asked, { at, pack })),
    ...(noted.event === 'answer' ? await answeredForUs(db, noted.after) : []),
  ].map(({ kind, to, about }) => told(kind, to, about))
  return [...asking, ...onBehalf, ...(await tellingsOf(db, noted, { works, office, owners, told, pack }))]
}

interface Hearing {
  works: Works
  office: Recipient
  owners: readonly Recipient[]
  told: (kind: NoticeKind, to: readonly Recipient[], about?: About) => Telling
  pack: RulePack
}

async function tellingsOf(db: Db, noted: WorksEventNoted, hearing: Hearing): Promise<Telling[]> {
  const { office, owners, told, pack } = hearing
  switch (noted.event) {
    case 'submit':
    case 'file':
      return [appliedTelling(hearing)]
    case 'propose':
    case 'prolong':
    case 'amend':
    case 'decline': {
      const kind = await proposalOf(db, noted, noted.event)
      if (!kind) return [told('amended', [office, ...owners], { reason: noted.reason })]
      return [told(kind, proposals[noted.event].to === 'office' ? [office] : owners, { reason: noted.reason })]
    }
    case 'overrun':
      return [told('overrun', [...owners, office], { since: noted.after.since ?? null })]
    case 'notify': {
      const near = await consulteesAt(db, [noted.worksId], pack)
      const agencies = near.flatMap(({ id, grounds }) =>
        grounds.some((ground) => ground === 'works_nearby' || ground === 'assets_nearby') ? { agencyId: id } : [],
      )
      return [told('emergency_nearby', agencies), told('emergency_begun', [office])]
    }
    case 'answer': {
      if (noted.after.answer !== 'object' || !noted.after.agencyId) return []
      const other = await nameOf(db, noted.after.agencyId)
      return [told('objected', [...owners, office], { other, reason: noted.reason })]
    }
    case 'overrule': {
      const { agencyId } = noted.after
      if (!agencyId) return []
      return [told('overruled', [...owners, { agencyId }], { other: await nameOf(db, agencyId) })]
    }
    default: {
      const kind = ofOwner[noted.event]
      if (!kind) return []
      return [told(kind, owners, { reason: noted.reason, permit: noted.after.permitNumber ?? null })]
    }
  }
}

/** A day is over before the next digest where the office has no longer to decide. */
function appliedTelling({ works, office, told, pack }: Hearing): Telling {
  const { category, review_due_at: due } = works
  if (due === null || pack.reviewHours[category] > pack.notices.urgentReviewHours) return told('applied', [office])
  return told('applied_urgent', [office], { due: new Date(due).toISOString() })
}

/**
 * What was proposed, by the number that is noted or the version that it made; null for what took effect unproposed: a
 * proposal is a version of its own before its effect is one.
 */
async function proposalOf(
  db: Db,
  { worksId, version, after }: WorksEventNoted,
  event: Proposing,
): Promise<NoticeKind | null> {
  const [found] = await rows<{ cause: string }>(
    db,
    `select cause from amendment
     where works_id = cast(:worksId as uuid)
       and (number = cast(:number as int) or version_after = :version and version_after > version_before + 1)`,
    { worksId, number: after.amendment ?? null, version },
  )
  if (!found) return null
  return proposals[event][found.cause === 'extension' ? 'extension' : 'amendment']
}

/** Who was asked by the deed itself: at the instant of its line of history, and not asked anew since. */
function askedAt(db: Db, worksId: string, at: Date): Promise<{ agency_id: string; due_at: string }[]> {
  return rows(
    db,
    `select agency_id, due_at from consultation
     where works_id = cast(:worksId as uuid) and asked_at = cast(:at as timestamptz) and answer is null and closed_at is null
     order by agency_id`,
    { worksId, at },
  )
}

async function nameOf(db: Db, id: string): Promise<Names> {
  const found = (await db('organisation').where({ id }).first('name_ar', 'name_en')) as
    | { name_ar: string; name_en: string }
    | undefined
  return { ar: found?.name_ar ?? '', en: found?.name_en ?? '' }
}
