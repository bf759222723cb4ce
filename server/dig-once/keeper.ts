import { type Change, record } from '../audit/record.ts'
import { keepRegister } from '../coordination/register.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { lockWorks } from '../works/diversions/store.ts'
import type { WorksKeeper } from '../works/store.ts'
import { endGroup } from './dissolve.ts'
import { drawnOf, membersOf } from './facts.ts'
import { over } from './over.ts'
import { lookAt, writeJoinings } from './reckon.ts'

/**
 * The register, and with it the groups: a works that is over shares no trench, nor does one that is moved to other ground
 * or far away in time. Where it led, or leaves one alone, the group ends and the others meet again. What the others save is
 * reckoned anew.
 */
export const keeper: WorksKeeper = {
  keep: async (db, worksIds, pack) => {
    const { freed, changes } = await keepGroups(db, worksIds, pack)
    await keepRegister(db, [...new Set([...worksIds, ...freed])], pack)
    await record(db, changes)
  },
}

interface Touched {
  id: string
  lead_id: string
  agency_id: string
  municipality_ids: string[]
  /** Members that are never to be dug. */
  over: string[]
  at: string
}

interface Kept {
  /** Works that are linked no more. */
  freed: string[]
  changes: Change[]
}

async function keepGroups(db: Db, worksIds: readonly string[], pack: RulePack): Promise<Kept> {
  const touched = await rows<Touched>(
    db,
    `select g.id, g.lead_id, g.municipality_ids, max(w.updated_at) as at,
            (array_agg(m.agency_id) filter (where m.works_id = any (cast(:worksIds as uuid[]))))[1] as agency_id,
            coalesce(array_agg(w.id order by w.id) filter (where w.status = any (cast(:over as text[]))), '{}') as over
     from works_group g
     join works_group_member m on m.group_id = g.id and m.left_at is null
     join works w on w.id = m.works_id
     where g.id in (select group_id from works_group_member
                    where works_id = any (cast(:worksIds as uuid[])) and left_at is null)
     group by g.id order by g.id`,
    { worksIds: [...worksIds], over: [...over] },
  )
  if (touched.length === 0) return { freed: [], changes: [] }
  // whoever wrote these works holds the ground of those linked with them: this asks for no more than that
  await lockWorks(db, await drawnOf(db, worksIds), { pack })
  const kept: Kept[] = []
  for (const group of touched) kept.push(await keepGroup(db, group, pack))
  return { freed: kept.flatMap(({ freed }) => freed), changes: kept.flatMap(({ changes }) => changes) }
}

async function keepGroup(db: Db, group: Touched, pack: RulePack): Promise<Kept> {
  await leave(db, group, group.over)
  const standing = await lookAt(db, group.id, group.lead_id, pack)
  await leave(db, group, standing.apart)
  const left = [...group.over, ...standing.apart]
  const members = await membersOf(db, group.id)
  const because = members.includes(group.lead_id) ? 'alone' : 'lead_over'
  const goesOn = because === 'alone' && members.length > 1
  if (goesOn) await writeJoinings(db, group.id, standing, group.at)
  const ended = goesOn ? [] : await endGroup(db, group.id, { because, userId: null, at: new Date(group.at) })
  const freed = [...standing.apart, ...ended]
  return { freed, changes: left.length > 0 || !goesOn ? [changeOf(group, goesOn, { left, worksIds: freed })] : [] }
}

async function leave(db: Db, { id, at }: Touched, worksIds: readonly string[]): Promise<void> {
  if (worksIds.length === 0) return
  await db('works_group_member')
    .where({ group_id: id })
    .whereIn('works_id', [...worksIds])
    .whereNull('left_at')
    .update({ left_at: at })
}

function changeOf(group: Touched, goesOn: boolean, after: object): Change {
  return {
    subject: 'works_group',
    id: group.id,
    agency: group.agency_id,
    municipalities: group.municipality_ids,
    event: goesOn ? 'change' : 'dissolve',
    after,
  }
}
