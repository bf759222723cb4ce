import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { NewDecision } from './contract.ts'
import type { Held } from './hold.ts'
import { sayCases } from './messages.ts'

/** A works that is another than the one that was seen: nothing is agreed or decided on what nobody has read. */
export function unseen({ carried }: Pick<Held, 'carried'>, seen: NewDecision['works']): Outcome<never> | null {
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  for (const [id, { version }] of carried.works) {
    if (!versions.has(id)) return faultAt('works', sayCases('works_missing'))
    if (versions.get(id) !== version)
      return failed('version', { values: { current: version }, more: { worksId: id, currentVersion: version } })
  }
  return null
}

/**
 * A fingerprint of what an acceptance rests on: which works are in the case, and everything of them that somebody else has to put up
 * with. Not their versions: whoever answers a consultation meanwhile moves nothing of what was agreed on.
 */
export async function termsOf(db: Db, worksIds: readonly string[]): Promise<string> {
  const [found] = await certainRows<{ terms: string }>(
    db,
    `select md5(string_agg(concat_ws(' ', w.id, works_fingerprint(w), w.method, w.trench_depth_metres, w.closure,
              (select string_agg(concat_ws(' ', encode(ST_AsBinary(d.ground), 'hex'), d.first_day, d.last_day), ' ' order by d.place)
               from diversion d where d.works_id = w.id)), ';' order by w.id)) as terms
     from works w where w.id = any (cast(:worksIds as uuid[]))`,
    { worksIds: [...worksIds] },
  )
  return (found as { terms: string }).terms
}
