import { groundShared } from '../coordination/ground-shared.ts'
import { areInStep } from '../coordination/rules.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { membersOf, worksToLink } from './facts.ts'
import { grow, type Joining, joiningsFrom, type Sharer, undug } from './rules.ts'

/** How the works of a group stand to its lead, by their plans. */
export interface Standing {
  /** How each that is not dug yet joins the others. */
  joinings: (Joining & { isInStep: boolean })[]
  /** Those that share no ground with the others any more, or are too far from them in time. */
  apart: string[]
}

/** What is begun stays as it is: its trench is open, and what it saved is what it saved. */
export function standingOf(
  leadId: string,
  works: ReadonlyMap<string, Sharer>,
  stretches: Parameters<typeof grow>[1],
  pack: Pick<RulePack, 'digOnce'>,
): Standing {
  const waits = (id: string) => undug.includes((works.get(id) as Sharer).status)
  const there = [leadId, ...[...works.keys()].filter((id) => id !== leadId && !waits(id))]
  const joinings = joiningsFrom(there, grow(works, stretches, { pack, united: [there] }).bonds)
  const reached = new Set([...there, ...joinings.map(({ worksId }) => worksId)])
  const periodOf = (id: string) => (works.get(id) as Sharer).period
  return {
    joinings: joinings.map((each) => ({
      ...each,
      isInStep: areInStep(periodOf(each.worksId), periodOf(each.alongId)),
    })),
    apart: [...works.keys()].filter((id) => !reached.has(id)),
  }
}

/** Looks at a group whose ground is locked: who joins it how, and who is apart from it. */
export async function lookAt(db: Db, groupId: string, leadId: string, pack: RulePack): Promise<Standing> {
  const ids = await membersOf(db, groupId)
  if (!ids.includes(leadId)) return { joinings: [], apart: [] }
  return standingOf(leadId, await worksToLink(db, ids), await groundShared(db, ids, pack), pack)
}

/** Writes how works join, and since when they save something: since one period holds the other. */
export async function writeJoinings(db: Db, groupId: string, { joinings }: Standing, at: Date | string): Promise<void> {
  if (joinings.length === 0) return
  const given = joinings.map(({ amounts, ...each }) => ({ ...each, ...amounts, streetDaysAmount: amounts.streetDays, streetDays: each.streetDays })) // biome-ignore format: one line
  await rows(
    db,
    `update works_group_member m
     set along_id = j."alongId", street_class = j."streetClass", shared_metres = j."sharedMetres",
         street_days = j."streetDays", metres_amount = j.metres, street_days_amount = j."streetDaysAmount",
         mobilisation_amount = j.mobilisation,
         counted_from = case when j."isInStep" then coalesce(m.counted_from, greatest(m.linked_at, cast(:at as timestamptz))) end
     from jsonb_to_recordset(cast(:given as jsonb)) as j
       ("worksId" uuid, "alongId" uuid, "streetClass" text, "sharedMetres" float8, "streetDays" int, metres numeric,
        "streetDaysAmount" numeric, mobilisation numeric, "isInStep" boolean)
     where m.group_id = cast(:groupId as uuid) and m.works_id = j."worksId" and m.left_at is null
     returning m.works_id`,
    { groupId, given: JSON.stringify(given), at },
  )
}
