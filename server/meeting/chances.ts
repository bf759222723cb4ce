import type { Db } from '../database/connect.ts'
import { listClusters } from '../dig-once/clusters.ts'
import type { Cluster } from '../dig-once/contract.ts'
import { mentioned } from './cases.ts'
import { type Asked, type Draft, type DraftPoint, draft, onePoint } from './draft.ts'
import { sayMeeting } from './messages.ts'

const mostChances = 40

/** Works of the area that could share a trench in the quarter, by the money that saves. */
export async function chancesPoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, period, pack, today, actor: viewer } = asked
  const filter = { area, from: period.start, to: period.end }
  const found = await listClusters(db, filter, { limit: mostChances, offset: 0 }, { pack, today, viewer })
  const items = found.items.map((one) => item(one, asked))
  return onePoint('chances', items, found.total, found.complete)
}

function item(
  { id, works, leadId, groupId, savings, gapDays, suggested, stretches, callId }: Cluster,
  asked: Asked,
): Draft {
  const { language } = asked
  const lead = works.find((each) => each.id === leadId)
  const facts = [
    ...(lead ? [sayMeeting('chance.lead', { number: lead.number })(language)] : []),
    sayMeeting('chance.together', { ...suggested.period, gap: gapDays })(language),
    ...(groupId ? [sayMeeting('chance.group')(language)] : []),
    ...(callId ? [sayMeeting('chance.call')(language)] : []),
  ]
  return draft({
    about: { type: 'works', id },
    title: sayMeeting('chance.title', { count: works.length })(language),
    street: lead?.streetName?.[language] ?? null,
    period: suggested.period,
    weight: 'chance',
    metres: Math.round(savings.sharedMetres),
    streetDays: savings.streetDays,
    money: Math.round(savings.money),
    works: mentioned(works, asked),
    facts,
    worksIds: works.map((each) => each.id),
    shape:
      stretches.length > 0 ? { type: 'GeometryCollection', geometries: stretches.map(({ overlap }) => overlap) } : null,
  })
}
