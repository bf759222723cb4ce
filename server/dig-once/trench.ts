import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { SharedTrench } from '../works/contract.ts'
import { summariesOf } from '../works/read.ts'

/** Whom a works shares its trench with now, of those whom whoever asks may see; null where with none of them. */
export async function trenchOf(db: Db, worksId: string, viewer: Actor | null): Promise<SharedTrench | null> {
  const members = await rows<{ works_id: string; is_lead: boolean }>(
    db,
    'select works_id, is_lead from trench_of(cast(:worksId as uuid)) order by is_lead desc, works_id',
    { worksId },
  )
  const ids = members.map(({ works_id }) => works_id)
  const seen = await summariesOf(db, ids, viewer)
  const others = ids.flatMap((id) => {
    const works = id === worksId ? undefined : seen.get(id)
    return works ? [{ id, number: works.number, title: works.title, agencyId: works.agencyId }] : []
  })
  if (others.length === 0) return null
  const lead = members.find(({ is_lead }) => is_lead)?.works_id
  return { leadId: lead !== undefined && seen.has(lead) ? lead : null, others }
}
