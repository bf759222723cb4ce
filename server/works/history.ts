import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import type { Works, WorksHistory } from './contract.ts'

interface HistoryRow {
  version: number
  event: string
  at: string
  user_id: string | null
  name_ar: string
  name_en: string
  reason: string | null
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** What happened to a works since this viewer may see it, the newest first. */
export async function historyOf(
  db: Db,
  { id, agencyId, municipalityIds }: Works,
  viewer: Actor | null,
): Promise<WorksHistory> {
  // whoever would see it unpublished too
  const seesAll = allows(viewer, 'works.see', { agencyId, municipalityIds })
  const found = (await db('works_history as h')
    .join('works as w', 'w.id', 'h.works_id')
    .leftJoin('account_name as u', 'u.id', 'h.user_id')
    .where({ works_id: id })
    .modify((query) => void (seesAll || query.whereRaw('h.version >= w.published_version')))
    .orderBy('h.version', 'desc')
    .select(
      'h.version',
      'event',
      'at',
      'user_id',
      'u.name_ar',
      'u.name_en',
      'reason',
      'before',
      'after',
    )) as HistoryRow[]
  return {
    items: found.map(({ user_id, name_ar, name_en, ...row }) => ({
      ...row,
      by: user_id ? { id: user_id, name: { ar: name_ar, en: name_en } } : null,
    })),
  }
}
