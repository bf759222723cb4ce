import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { WorksHistory } from './contract.ts'
import { summariesOf } from './read.ts'

const pastText = sql(import.meta.url, 'trench-past.sql')

interface Row {
  at: string
  event: 'share_trench' | 'join_trench' | 'leave_trench'
  works_ids: string[]
  lead_id: string
  reason: string | null
  user_id: string | null
  name_ar: string | null
  name_en: string | null
  version: number
}

/**
 * When a works came to share its trench, when others joined it there and when it shared it no more, the last first: with those
 * whom whoever asks may see. What is linked is kept where it is linked, also by those who may not write on the works: its history tells it from there.
 */
export async function trenchPast(
  db: Db,
  worksId: string,
  { viewer, isParty }: { viewer: Actor | null; isParty: boolean },
): Promise<WorksHistory['items']> {
  const found = await rows<Row>(db, pastText, { worksId })
  const seen = await summariesOf(db, [...new Set(found.flatMap((row) => [...row.works_ids, row.lead_id]))], viewer)
  return found.flatMap((row) => {
    const others = row.works_ids.flatMap((id) => {
      const works = seen.get(id)
      return works ? [{ id, number: works.number, title: works.title, agencyId: works.agencyId }] : []
    })
    if (others.length === 0) return []
    return [
      {
        version: row.version,
        event: row.event,
        at: row.at,
        by: row.user_id ? { id: row.user_id, name: { ar: row.name_ar ?? '', en: row.name_en ?? '' } } : null,
        reason: isParty ? row.reason : null,
        before: {},
        after: {},
        trench: { leadId: seen.has(row.lead_id) ? row.lead_id : null, others },
      },
    ]
  })
}
