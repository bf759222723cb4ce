import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { inBatches } from '../../permits/batches.ts'
import { failureOf, type Timed } from '../../permits/with-time.ts'
import { byClock, found } from './with-time.ts'

interface OpenDefect {
  id: string
  works_id: string
  agency_id: string
  contractor_id: string | null
  item_code: string | null
  inspection_id: string | null
}

/**
 * Grave defects of safety that nobody has mended in the article's hours, each once: barriers left for a day. [F] Of one that
 * is contested nothing is issued before the office has decided; once it is upheld its hours run from then. Whoever has to mend
 * it answers for it, also where the works was given to another since. Gives how many.
 */
export function fineOpenDefects(db: Db, timed: Timed): Promise<number> {
  const { now, pack } = timed
  const article = byClock(pack, 'safety_defect_open')
  if (!article) return Promise.resolve(0)
  return inBatches<OpenDefect>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select d.id, d.works_id, d.agency_id, d.contractor_id, d.item_code, d.inspection_id
           from defect d join works w on w.id = d.works_id
           where d.kind = 'site_safety' and d.severity = 'high' and d.state = 'open' and not d.is_contested
             and greatest(d.opened_at, d.decided_at) <= cast(:now as timestamptz) - make_interval(hours => :hours)
             and not exists (select 1 from violation v where v.cause_key = 'safety_defect_open ' || d.id)
             and d.id <> all (cast(:without as uuid[]))
           order by d.opened_at, d.id limit :limit for update of w, d skip locked`,
          { now, hours: article.afterHours, limit, without },
        ),
      act: async (trx, due) => {
        for (const one of due) await found(trx, causeOf(one), 'safety_defect_open', timed)
        return due.length
      },
    },
    failureOf(timed),
  )
}

function causeOf({ id, item_code: itemCode, inspection_id: inspectionId, ...defect }: OpenDefect) {
  return {
    worksId: defect.works_id,
    key: `safety_defect_open ${id}`,
    defectId: id,
    itemCode,
    ...(inspectionId === null ? {} : { inspectionId }),
    parties: { agencyId: defect.agency_id, contractorId: defect.contractor_id },
  }
}
