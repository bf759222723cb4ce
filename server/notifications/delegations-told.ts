import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Names } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { About } from './contract.ts'
import type { Sighted } from './looked-up.ts'
import type { Recipient, Telling } from './tell.ts'

/** Whom something of a works is told to, on whose behalf they answer. */
interface OnBehalf {
  kind: 'asked_for_other' | 'answered_for_us'
  to: readonly Recipient[]
  about: About
}

interface StandIn {
  works_id: string
  principal_id: string
  delegate_id: string
  name_ar: string
  name_en: string
}

/** Who answers on a day for those that are asked about works, where they have no interest in them themselves. */
function standIns(db: Db, asked: readonly { works_id: string; agency_id: string }[], day: string): Promise<StandIn[]> {
  return rows<StandIn>(
    db,
    `select a.works_id, d.principal_id, d.delegate_id, o.name_ar, o.name_en
     from unnest(cast(:worksIds as uuid[]), cast(:agencyIds as uuid[])) as a (works_id, agency_id)
     join works w on w.id = a.works_id
     join answer_delegation d on d.principal_id = a.agency_id and d.revoked_at is null and d.period @> cast(:day as date)
     join organisation o on o.id = d.principal_id
     where not interested_in(w, d.delegate_id) order by a.works_id, d.principal_id, d.delegate_id`,
    { worksIds: asked.map(({ works_id }) => works_id), agencyIds: asked.map(({ agency_id }) => agency_id), day },
  )
}

const nameOf = ({ name_ar: ar, name_en: en }: StandIn): Names => ({ ar, en })

/** Those who answer on behalf of whom a deed has asked hear of it as these do. */
export async function askedForOthers(
  db: Db,
  worksId: string,
  asked: readonly { agency_id: string; due_at: string }[],
  { at, pack }: { at: Date; pack: RulePack },
): Promise<OnBehalf[]> {
  if (asked.length === 0) return []
  const due = new Map(asked.map(({ agency_id, due_at }) => [agency_id, due_at]))
  const found = await standIns(
    db,
    asked.map(({ agency_id }) => ({ works_id: worksId, agency_id })),
    dayAt(at, pack.zone),
  )
  const byDelegate = new Map<string, [StandIn, ...StandIn[]]>()
  for (const one of found) byDelegate.set(one.delegate_id, [...(byDelegate.get(one.delegate_id) ?? []), one] as never)
  // one telling for each: of one deed nobody is told the same kind about the same works twice
  return [...byDelegate].map(([agencyId, all]) => ({
    kind: 'asked_for_other',
    to: [{ agencyId }],
    about: {
      due: due.get(all[0].principal_id) ?? null,
      other: { ar: all.map(({ name_ar }) => name_ar).join(' و'), en: all.map(({ name_en }) => name_en).join(', ') },
    },
  }))
}

/** Whoever is asked hears of each answer that was given on its behalf. */
export async function answeredForUs(
  db: Db,
  { agencyId, delegateId }: { agencyId?: string; delegateId?: string },
): Promise<OnBehalf[]> {
  if (!agencyId || !delegateId) return []
  const by = (await db('organisation').where({ id: delegateId }).first('name_ar', 'name_en')) as
    | { name_ar: string; name_en: string }
    | undefined
  const other = { ar: by?.name_ar ?? '', en: by?.name_en ?? '' }
  return [{ kind: 'answered_for_us', to: [{ agencyId }], about: { other } }]
}

/** Those who answer for others are reminded as these are, of each deadline once. */
export async function answersDueForOthers(
  db: Db,
  due: readonly { once: string; works_id: string; agency_id: string; due_at: string }[],
  { now, pack }: { now: Date; pack: RulePack },
): Promise<Telling[]> {
  if (due.length === 0) return []
  const found = await standIns(db, due, dayAt(now, pack.zone))
  return found.flatMap((one) =>
    due
      .filter(({ works_id, agency_id }) => works_id === one.works_id && agency_id === one.principal_id)
      .map(({ once, due_at }) => ({
        kind: 'answer_due_for_other' as const,
        subject: { type: 'works' as const, id: one.works_id },
        to: [{ agencyId: one.delegate_id }],
        about: { due: due_at, other: nameOf(one) },
        at: now,
        by: null,
        once: `${once} ${one.delegate_id}`,
      })),
  )
}

/** A delegation, for the two whom it is between. */
export async function findDelegations(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Sighted>> {
  const found = await rows<StandIn & { id: string; first: string }>(
    db,
    `select d.id, d.principal_id, d.delegate_id, o.name_ar, o.name_en, cast(lower(d.period) as text) as first
     from answer_delegation d join organisation o on o.id = d.principal_id where d.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map((one) => [
      one.id,
      {
        facts: {},
        parties: [one.principal_id, one.delegate_id],
        about: { other: nameOf(one), since: one.first },
      },
    ]),
  )
}
