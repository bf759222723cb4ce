import { allows } from '../../access/policy.ts'
import type { BanReason } from '../../contractors/contract.ts'
import { listBans } from '../../contractors/read.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Language, Names } from '../../language/contract.ts'
import { type Dossier, dossierOf, factsOf } from '../../permits/facts.ts'
import type { Judging } from '../../permits/findings.ts'
import { reasonsOf } from '../../permits/reasons.ts'
import { dayAt, dayNumber } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'
import { transition } from '../../works/lifecycle/rules.ts'
import { findWorks } from '../../works/read.ts'
import { guaranteeMonths } from '../../works/rules.ts'
import type { OpenThing } from '../handover/facts.ts'
import type { Clearance, Guarantee } from './contract.ts'
import { sayClearance } from './messages.ts'
import { certificateOf, guaranteeFrom } from './store.ts'

type Asking = Judging & { language: Language }

/** Why a contractor is banned that a certificate has a part in. */
const tied: readonly BanReason[] = ['expired_permits_open', 'abandoned_work', 'site_reports', 'defects_uncorrected']
const mostBans = 20

/** All that stands between a works and its clearance; null where there is no such works for whoever asks. */
export async function clearanceOf(db: Db, id: string, asking: Asking): Promise<Clearance | null> {
  const works = await findWorks(db, id, asking.actor)
  if (!works) return null
  const dossier = await dossierOf(db, works, asking)
  const { handover } = dossier
  const told = isParty(works, asking)
  const open = told ? handover.open : []
  const against = works.status === 'closed' ? [] : againstIt(works, dossier, open, asking)
  const today = dayAt(asking.now, asking.pack.zone)
  return {
    worksId: id,
    version: works.version,
    status: works.status,
    guarantee: await guaranteeOf(db, works, dossier, { ...asking, today }),
    inspections: told ? handover.inspections : [],
    open: open.map((one) => ({ ...one, link: linkOf(one) })),
    against,
    needsReason: works.status === 'in_guarantee' && works.guaranteeUntil !== null && today <= works.guaranteeUntil,
    certificate: await certificateOf(db, id, asking.pack.zone),
    bans: await bansOf(db, works, { ...asking, today }),
    may: { issue: works.status === 'in_guarantee' && allows(asking.actor, 'works.decide', works) },
  }
}

/** As the lifecycle has it once the guarantee runs: what is open is open before that, too. */
function againstIt(works: Works, dossier: Dossier, open: readonly OpenThing[], asking: Asking): Clearance['against'] {
  const facts = factsOf(works, dossier, { hasReason: true, hasGround: true }, asking)
  const { refusals = [] } = transition('in_guarantee', 'clear', ['office'], facts)
  const early =
    works.status === 'in_guarantee' ? [] : [{ code: 'not_in_guarantee', detail: sayClearance('not_in_guarantee') }]
  return [...early, ...reasonsOf(refusals, { open })].map(({ code, detail }) => ({
    code,
    detail: detail(asking.language),
  }))
}

const pages: Record<OpenThing['kind'], (thing: OpenThing) => string> = {
  report: ({ number }) => `/reports?sel=${number}`,
  defect: ({ id }) => `/defects?sel=${id}`,
  sample: ({ id }) => `/samples?sel=${id}`,
  violation: ({ id }) => `/violations?sel=${id}`,
}
const linkOf = (thing: OpenThing) => pages[thing.kind](thing)

/** Whose works it is, who dug it, and whoever decides or inspects on its ground: to others it is nobody's business by name. */
function isParty(works: Works, { actor }: Asking): boolean {
  const isOwn = actor.agencyId !== null && [works.agencyId, works.contractorId].includes(actor.agencyId)
  return isOwn || allows(actor, 'works.procedure', works) || allows(actor, 'inspections.make', works)
}

async function guaranteeOf(
  db: Db,
  works: Works,
  { handover }: Dossier,
  { pack, today }: Asking & { today: string },
): Promise<Guarantee | null> {
  const until = works.guaranteeUntil
  if (until === null) return null
  const [holder] = await rows<Guarantee['holder']>(
    db,
    `select jsonb_build_object('id', a.id, 'name', jsonb_build_object('ar', a.name_ar, 'en', a.name_en)) as agency,
            case when c.id is not null
                 then jsonb_build_object('id', c.id, 'name', jsonb_build_object('ar', c.name_ar, 'en', c.name_en)) end as contractor
     from organisation a left join organisation c on c.id = cast(:contractorId as uuid) where a.id = cast(:agencyId as uuid)`,
    { agencyId: works.agencyId, contractorId: works.contractorId },
  )
  const deepestMetres = handover.deepestMetres ?? works.trenchDepthMetres
  return {
    from: works.status === 'reinstated' ? null : await guaranteeFrom(db, works),
    until,
    daysLeft: dayNumber(until) - dayNumber(today),
    months: guaranteeMonths(deepestMetres, pack),
    deepestMetres,
    holder: holder as { agency: { id: string; name: Names }; contractor: { id: string; name: Names } | null },
  }
}

async function bansOf(
  db: Db,
  { contractorId }: Works,
  { actor, today }: Asking & { today: string },
): Promise<Clearance['bans']> {
  if (contractorId === null) return []
  const asked = { list: 'standing', contractor: contractorId, limit: mostBans, after: null } as const
  const { items } = await listBans(db, asked, { actor, today })
  return items
    .filter(({ reason }) => tied.includes(reason))
    .map(({ id, reason, from, until }) => ({ id, reason, from, until }))
}
