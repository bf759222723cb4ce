import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { over } from './over.ts'
import { undug } from './rules.ts'

/**
 * Works that are linked where they cannot be: in a group that is dissolved or without its lead, alone, over, or not there; or that join along one that is not linked, or count what they do not save. What the register
 * leaves out because of them would be a conflict that nobody is told of.
 */
export async function verifyGroups(db: Db): Promise<{ linked: number; misplaced: string[] }> {
  const found = await rows<{ works_id: string; group_id: string; is_misplaced: boolean }>(
    db,
    `select m.works_id, m.group_id,
            w.id is null or w.status = 'draft' or w.status = any (cast(:over as text[])) or g.dissolved_at is not null
            or count(*) filter (where m.works_id = g.lead_id) over together <> 1
            or count(*) over together < 2
            or m.along_id is not null and a.works_id is null
            or w.status = any (cast(:undug as text[])) and m.along_id is not null
               and (m.counted_from is not null) <> (w.occupies @> o.occupies or o.occupies @> w.occupies) as is_misplaced
     from works_group_member m join works_group g on g.id = m.group_id left join works w on w.id = m.works_id
     left join works_group_member a on a.group_id = m.group_id and a.works_id = m.along_id and a.left_at is null
     left join works o on o.id = m.along_id and o.status = any (cast(:undug as text[]))
     where m.left_at is null window together as (partition by m.group_id)
     order by m.group_id, m.works_id`,
    { undug: [...undug], over: [...over] },
  )
  const misplaced = found.filter(({ is_misplaced }) => is_misplaced)
  return { linked: found.length, misplaced: misplaced.map((one) => `works ${one.works_id} in group ${one.group_id}`) }
}
