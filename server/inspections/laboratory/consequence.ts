import type { Db } from '../../database/connect.ts'
import type { Status } from '../../works/contract.ts'
import { openDefect } from '../defects/open.ts'
import type { SampleWithResults } from './contract.ts'
import { sayLaboratory } from './messages.ts'
import type { Doing } from './take.ts'

/**
 * A sample that failed is a defect where it was taken, which whoever digs there has to mend. Of one sample there is one at
 * a time: a correction that fails as well opens no other. What a correction clears the office withdraws, who can say why.
 * Whoever was cleared mends nothing any more: the result stands, and the office is told of it. The works is held meanwhile.
 */
export async function openFailed(
  db: Db,
  sample: SampleWithResults,
  value: number,
  { actor, now, pack }: Doing,
): Promise<void> {
  const there = await db('defect').where({ sample_id: sample.id }).whereIn('state', ['open', 'mended']).first('id')
  if (there) return
  const works = (await db('works').where({ id: sample.works.id }).first('status')) as { status: Status }
  if (works.status === 'closed') return
  const { kind, layer, number, least } = sample
  const words = (language: 'ar' | 'en') =>
    sayLaboratory('defect.text', {
      number,
      kind: sayLaboratory(`kind.${kind}`)(language),
      layer: sayLaboratory(`layer.${layer}`)(language),
      value,
      least,
    })(language)
  const found = {
    worksId: sample.works.id,
    kind: 'laboratory',
    severity: 'high',
    text: { ar: words('ar'), en: words('en') },
    place: sample.place,
    sampleId: sample.id,
  } as const
  await openDefect(db, found, { userId: actor.userId, agencyId: actor.agencyId, now, pack })
}
