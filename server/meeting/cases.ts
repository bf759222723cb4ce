import type { CaseSummary, Measure } from '../cases/contract.ts'
import { liveCaseStates } from '../cases/contract.ts'
import { countLiveCases, listCases } from '../cases/list.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { lastDayBefore } from '../time/rules.ts'
import type { WorksSummary } from '../works/contract.ts'
import { type Asked, agencyName, type Draft, type DraftPoint, draft, onePoint } from './draft.ts'
import { measureFacts } from './measure.ts'
import { sayMeeting } from './messages.ts'
import { caseStateWords } from './words.ts'

const mostCases = 60

interface Proposal {
  case_id: string
  agency_id: string | null
  measure: Measure
  note: string | null
}

/**
 * The cases of the area that have not ended, whatever their works' days are: each has a deadline, and a meeting is where it
 * is kept. Those that wait longest come first.
 */
export async function casesPoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, actor } = asked
  const filter = { area, state: [...liveCaseStates] }
  const found = await listCases(db, filter, actor, { limit: mostCases, after: null })
  const ids = found.items.map(({ id }) => id)
  const proposed = await rows<Proposal>(
    db,
    `select case_id, agency_id, measure, note from case_proposal where state = 'open' and case_id = any (cast(:ids as uuid[]))`,
    { ids },
  )
  const proposals = new Map(proposed.map((one) => [one.case_id, one]))
  const items = found.items.map((one) => item(one, proposals.get(one.id), asked))
  return onePoint('cases', items, await countLiveCases(db, filter, actor))
}

export function mentioned(works: readonly WorksSummary[], asked: Asked): Draft['works'] {
  return works.map(({ id, number, title, agencyId, period }) => ({
    ...{ id, number, title, period },
    agency: agencyName(asked, agencyId) ?? '',
  }))
}

/** Where some works lie, roughly: one point for each. */
export function centresOf(works: readonly WorksSummary[]): Draft['shape'] {
  return works.length > 0 ? { type: 'MultiPoint', coordinates: works.map(({ centre }) => centre) } : null
}

function item(one: CaseSummary, proposal: Proposal | undefined, asked: Asked): Draft {
  const { language, pack } = asked
  return draft({
    about: { type: 'case', id: one.id },
    reference: one.number,
    title: sayMeeting('case.title', { blocking: one.blocking, warning: one.warning })(language),
    street: one.works[0]?.streetName?.[language] ?? null,
    standing: caseStateWords[one.state][language],
    weight: one.state === 'escalated' || one.blocking > 0 ? 'blocking' : 'warning',
    due: one.dueAt ? lastDayBefore(new Date(one.dueAt), pack.zone) : null,
    works: mentioned(one.works, asked),
    facts: [...waiting(one, asked), ...proposedFacts(one, proposal, asked)],
    worksIds: one.works.map(({ id }) => id),
    shape: centresOf(one.works),
  })
}

function waiting({ waitsFor, state }: CaseSummary, asked: Asked): string[] {
  const { language } = asked
  if (state !== 'open') return [sayMeeting('case.office')(language)]
  const names = waitsFor.flatMap((id) => agencyName(asked, id) ?? []).join(language === 'ar' ? '، ' : ', ')
  return names ? [sayMeeting('case.waits', { names })(language)] : []
}

function proposedFacts({ works }: CaseSummary, proposal: Proposal | undefined, asked: Asked): string[] {
  const { language } = asked
  if (!proposal) return [sayMeeting('case.nothing')(language)]
  const by = proposal.agency_id ? agencyName(asked, proposal.agency_id) : null
  const who = by ? sayMeeting('case.proposedBy', { by })(language) : sayMeeting('case.proposedByOffice')(language)
  const facts = measureFacts(proposal.measure, new Map(works.map((each) => [each.id, each])), language)
  return [who, ...facts, ...(proposal.note ? [`«${proposal.note}»`] : [])]
}
