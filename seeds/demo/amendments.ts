import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import type { Category } from '../../server/works/contract.ts'
import { reviewDue } from '../../server/works/review.ts'

const seeded = `insert into amendment (id, works_id, number, state, cause, reason, before, after, extension_days, version_before,
                                       version_after, asked_at, decided_at)`

/**
 * What changed after the application: of every seventh works in coordination an amendment in effect, and for some of those that are dug an
 * extension that the office has not decided on.
 */
export async function storeAmendments(db: Db, { pack, now }: { pack: RulePack; now: Date }): Promise<void> {
  await rows(
    db,
    `${seeded}
     select gen_random_uuid(), id, 1, 'in_effect', 'applicant', 'تأخر وصول المواسير من المورّد.',
            jsonb_build_object('period', jsonb_build_object('start', lower(period) - 7, 'end', upper(period) - 8)),
            jsonb_build_object('period', jsonb_build_object('start', lower(period), 'end', upper(period) - 1)),
            cast(null as int), version, version, cast(:at as timestamptz), cast(:at as timestamptz)
     from (select *, row_number() over (order by number) as place from works where status = 'in_coordination') w
     where place % 7 = 1`,
    { at: now },
  )
  const proposed = await rows<{ works_id: string; category: Category }>(
    db,
    `with proposed as (${seeded}
     select gen_random_uuid(), id, 1, 'proposed', 'extension', 'صخور غير متوقعة في نصف المسار.',
            jsonb_build_object('period', jsonb_build_object('start', lower(w.period), 'end', upper(w.period) - 1)),
            jsonb_build_object('period', jsonb_build_object('start', lower(w.period), 'end', upper(w.period) + 4)),
            5, version, cast(null as int), cast(:at as timestamptz), cast(null as timestamptz)
     from (select w.*, row_number() over (order by w.number) as place
           from works w join permit p on p.works_id = w.id
           where status = 'in_progress' and upper(p.valid) > cast(:at as timestamptz)::date) w
     where place % 5 = 1
     returning works_id)
     select p.works_id, w.category from proposed p join works w on w.id = p.works_id`,
    { at: now },
  )
  for (const { works_id: id, category } of proposed)
    await db('works')
      .where({ id })
      .update({ review_due_at: reviewDue(category, now, pack) })
}
