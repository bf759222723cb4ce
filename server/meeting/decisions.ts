import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Measure } from '../cases/contract.ts'
import { sightOfCases } from '../cases/list.ts'
import type { FindingKind } from '../coordination/contract.ts'
import { findingWords } from '../coordination/words.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { askedArea } from '../geo/sql.ts'
import { partyBindings, partyToProcedure } from '../permits/parties.ts'
import { dayAt } from '../time/rules.ts'
import type { WorksSummary } from '../works/contract.ts'
import { summariesOf } from '../works/read.ts'
import { centresOf, mentioned } from './cases.ts'
import { type Asked, agencyName, type Draft, type DraftPoint, draft, onePoint } from './draft.ts'
import { settledItems } from './held/settled.ts'
import { meetingSight, sightOfItems, sightOfMeetings } from './held/sight.ts'
import { measureFacts } from './measure.ts'
import { sayMeeting } from './messages.ts'
import { quarterOf } from './rules.ts'

const text = sql(import.meta.url, 'decisions.sql')
  .replace('/* area */', askedArea)
  .replace('/* sight */', sightOfWorks('w'))
  .replace('/* party */', partyToProcedure('w'))
  .replace('/* cases */', sightOfCases.replaceAll(':sees', ':caseSees'))
  .replace('/* meetings */', sightOfMeetings)
  .replace('/* items */', sightOfItems)
  .replace('/* settled */', settledItems)

const mostDecisions = 60

interface Row {
  kind: 'case' | 'waiver' | 'overruled' | 'shared' | 'meeting'
  id: string
  at: string
  number: string | null
  how: string | null
  reason: string | null
  agency_id: string | null
  works_ids: string[]
  measure: Measure | null
  /** Until when somebody settles what a meeting left to them. */
  due: string | null
  /** What it is about, and where that lies, where a meeting spoke of no works. */
  subject: string | null
  shape: Draft['shape']
  /** How what was left to somebody was settled, where that is noted. */
  settled: string | null
  is_told: boolean
  total: number
}

/** What was decided in the quarter before: first what meetings left, of which a meeting begins with what became; the earliest first. */
export async function decisionsPoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, before, actor, pack, language } = asked
  const found = await rows<Row>(db, text, {
    ...before,
    ...sightBindings(actor),
    ...partyBindings(actor),
    ...meetingSight(actor),
    ...{ language, beforeQuarter: quarterOf(before.start) },
    zone: pack.zone,
    area: JSON.stringify(area),
    most: mostDecisions,
  })
  const works = await summariesOf(db, [...new Set(found.flatMap((row) => row.works_ids))], actor)
  const items = found.map((row) => item(row, row.works_ids.flatMap((id) => works.get(id) ?? []), asked)) // biome-ignore format: one line
  return onePoint('decisions', items, found[0]?.total ?? 0)
}

function item(row: Row, works: WorksSummary[], asked: Asked): Draft {
  const { language, pack } = asked
  const at = dayAt(new Date(row.at), pack.zone)
  return draft({
    about: row.kind === 'case' ? { type: 'case', id: row.id } : { type: 'works', id: works[0]?.id ?? null },
    reference: row.number,
    title: titleOf(row, asked),
    street: works[0]?.streetName?.[language] ?? null,
    period: { start: at, end: at },
    // what is settled is due no more
    due: row.settled ? null : row.due,
    works: mentioned(works, asked),
    facts: [
      ...(row.subject ? [row.subject] : []),
      ...(row.measure ? measureFacts(row.measure, new Map(works.map((each) => [each.id, each])), language) : []),
      ...(row.reason && row.is_told ? [`«${row.reason}»`] : []),
      ...(row.settled ? [sayMeeting('decided.settled', { words: row.settled })(language)] : []),
    ],
    worksIds: works.map(({ id }) => id),
    namedIds: row.agency_id ? [row.agency_id] : [],
    shape: row.shape ?? centresOf(works),
  })
}

function titleOf({ kind, how, agency_id }: Row, asked: Asked): string {
  const { language } = asked
  if (kind === 'case') return sayMeeting(how === 'agreed' ? 'decided.agreed' : 'decided.decided')(language)
  const agency = (agency_id && agencyName(asked, agency_id)) || '…'
  if (kind === 'meeting')
    return how === 'agreed'
      ? sayMeeting('decided.inMeeting')(language)
      : sayMeeting('decided.leftTo', { agency })(language)
  if (kind === 'shared') return sayMeeting('decided.shared')(language)
  if (kind === 'overruled') return sayMeeting('decided.overruled', { agency })(language)
  return sayMeeting('decided.waived', { kind: findingWords[how as FindingKind]?.[language] ?? '…' })(language)
}
