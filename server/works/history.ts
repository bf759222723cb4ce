import type { Actor } from '../access/actor.ts'
import { allows, isPartyOf } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import type { Works, WorksHistory } from './contract.ts'
import { trenchPast } from './trench-past.ts'

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
  /** On which it was answered or let pass, as a member of `after`; null where that is not told. */
  conditions: { conditions: unknown } | null
  /** It follows from a case that the reader may not see. */
  is_of_hidden_case: boolean
}

/** What is told with a reason, or on conditions, that is between those whom it concerns. */
const withWords = new Set<string>(['answer', 'extend', 'overrule', 'waive', 'suspend'])

const ofHiddenCase = `exists (
  select 1 from amendment a where a.works_id = h.works_id and a.version_after = h.version and h.event = 'amend'
    and a.case_id is not null and sees_case(a.case_id) is not true) as is_of_hidden_case`

type Line = Omit<HistoryRow, 'user_id' | 'name_ar' | 'name_en'>
type Told = Omit<Line, 'conditions' | 'is_of_hidden_case'>

/** Words are told to the parties of a works, and those of a case to the parties of the case too: to others, what happened. */
function told({ reason, after, conditions, is_of_hidden_case, ...row }: Line, isParty: boolean): Told {
  if (isParty || !(is_of_hidden_case || withWords.has(row.event)))
    return { ...row, reason, after: { ...after, ...conditions } }
  const { conditions: _ofPermit, ...rest } = after
  return { ...row, reason: null, after: rest }
}

const later = (a: string, b: string) => Date.parse(b) - Date.parse(a)

/** What happened to a works since this viewer may see it, the newest first; its words as far as they are told to them. */
export async function historyOf(
  db: Db,
  { id, agencyId, contractorId, municipalityIds }: Works,
  viewer: Actor | null,
): Promise<WorksHistory> {
  // whoever would see it unpublished too
  const seesAll = allows(viewer, 'works.see', { agencyId, municipalityIds })
  const found = (await db('works_history as h')
    .join('works as w', 'w.id', 'h.works_id')
    .leftJoin('account_name as u', 'u.id', 'h.user_id')
    .joinRaw('left join history_words(?::uuid) as said on said.version = h.version', [id])
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
      'said.reason',
      'said.conditions',
      'before',
      'after',
      db.raw(ofHiddenCase),
    )) as HistoryRow[]
  const isParty = isPartyOf(viewer, { agencyId, contractorId, municipalityIds })
  const items = found.map(({ user_id, name_ar, name_en, ...row }) => ({
    ...told(row, isParty),
    by: user_id ? { id: user_id, name: { ar: name_ar, en: name_en } } : null,
  }))
  const trenches = await trenchPast(db, id, { viewer, isParty })
  return { items: [...trenches, ...items].sort((a, b) => b.version - a.version || later(a.at, b.at)) }
}
