import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import type { Works } from '../contract.ts'
import type { Author } from '../store.ts'
import type { AmendmentCause } from './contract.ts'

/** An amendment to write: in effect where it names the version that it made, else proposed. Gives its number. */
export async function insertAmendment(
  db: Db,
  works: Works,
  given: {
    cause: { kind: AmendmentCause; caseId?: string; reason: string }
    before: object
    after: object
    versionAfter: number | null
    extensionDays?: number | undefined
    /** The round of consultation on it. */
    round?: number | undefined
  },
  { userId, at }: Author,
): Promise<number> {
  const { cause, versionAfter } = given
  const [row] = await certainRows<{ number: number }>(
    db,
    `insert into amendment (id, works_id, number, state, cause, case_id, reason, before, after, extension_days,
                            round, version_before, version_after, asked_by, asked_at, decided_by, decided_at)
     select :id, cast(:worksId as uuid), coalesce(max(number), 0) + 1, :state, :cause, cast(:caseId as uuid), :reason,
            cast(:before as jsonb), cast(:after as jsonb), cast(:extensionDays as int), cast(:round as smallint), :versionBefore, cast(:versionAfter as int),
            cast(:userId as uuid), cast(:at as timestamptz), cast(:decidedBy as uuid), cast(:decidedAt as timestamptz)
     from amendment where works_id = cast(:worksId as uuid)
     returning number`,
    {
      id: uuidv7(),
      worksId: works.id,
      state: versionAfter === null ? 'proposed' : 'in_effect',
      cause: cause.kind,
      caseId: cause.caseId ?? null,
      reason: cause.reason,
      before: JSON.stringify(given.before),
      after: JSON.stringify(given.after),
      extensionDays: given.extensionDays ?? null,
      round: given.round ?? null,
      versionBefore: works.version,
      versionAfter,
      userId,
      at,
      decidedBy: versionAfter === null ? null : userId,
      decidedAt: versionAfter === null ? null : at,
    },
  )
  return (row as { number: number }).number
}

/** A proposal is in effect from this version of the works on. */
export async function takeEffect(
  db: Db,
  worksId: string,
  { number, version, reason }: { number: number; version: number; reason: string | null },
  { userId, at }: Author,
): Promise<void> {
  await db('amendment').where({ works_id: worksId, number, state: 'proposed' }).update({
    state: 'in_effect',
    version_after: version,
    decided_by: userId,
    decided_at: at,
    decision_reason: reason,
  })
}

/** A proposal comes to nothing. */
export async function endProposal(
  db: Db,
  worksId: string,
  { number, state, reason }: { number: number; state: 'declined' | 'withdrawn'; reason: string | null },
  { userId, at }: Author,
): Promise<void> {
  await db('amendment')
    .where({ works_id: worksId, number, state: 'proposed' })
    .update({ state, decided_by: userId, decided_at: at, decision_reason: reason })
}

/** Proposals that nobody has decided on before their works went on. Gives which there were. */
export async function lapseProposals(
  db: Db,
  worksIds: readonly string[],
  at: Date,
): Promise<{ worksId: string; number: number }[]> {
  const lapsed = (await db('amendment')
    .whereIn('works_id', [...worksIds])
    .where({ state: 'proposed' })
    .update({ state: 'lapsed', decided_at: at })
    .returning(['works_id', 'number'])) as { works_id: string; number: number }[]
  return lapsed.map(({ works_id: worksId, number }) => ({ worksId, number }))
}
