import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import type { Box } from '../../geo/contract.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Appeal, DefectCells, PartyQuality, Ranked } from './contract.ts'
import { samplingShare } from './keep.ts'
import { appealUntil, type PartyKind, windowOf } from './rules.ts'

export interface Reading {
  actor: Actor
  now: Date
  pack: RulePack
}

/** May this reader see what the score of a party is made of? */
export function seesParts(actor: Actor, partyId: string): boolean {
  const municipalityIds = actor.ground === 'everywhere' ? [] : actor.ground
  return allows(actor, 'quality.see', { agencyId: partyId, municipalityIds })
}

export async function lastScoredMonth(db: Db): Promise<string | null> {
  const [found] = await rows<{ month: string | null }>(db, 'select max(month) as month from quality_month')
  return found?.month ?? null
}

/** The last revision of each score of a month. */
const latest = `select distinct on (party_id, party_kind) party_id, party_kind, score, cases, month from quality_score`
const newest = 'order by party_id, party_kind, revision desc'

type RankedRow = Omit<Ranked, 'open'> & { position: number }

/** A page of the league of a month, the best first. */
export async function leagueOf(
  db: Db,
  { kind, month, limit, after }: { kind: PartyKind; month: string; limit: number; after: number },
  actor: Actor,
): Promise<Page<Ranked>> {
  const found = await rows<RankedRow>(
    db,
    `with latest as (${latest} where month = cast(:month as date) and party_kind = :kind ${newest}),
     former as (${latest} where month = cast(:month as date) - interval '1 month' and party_kind = :kind ${newest}),
     ranked as (
       select l.party_id as "partyId", case when l.score is not null then rank() over (order by l.score desc nulls last) end as rank,
              l.score, f.score as before, l.cases, row_number() over (order by l.score desc nulls last, l.party_id) as position
       from latest l left join former f using (party_id)
     )
     select * from ranked where position > :after order by position limit :limit`,
    { kind, month, after, limit: limit + 1 },
  )
  return page(
    found,
    limit,
    ({ position: _position, ...row }) => ({ ...row, open: seesParts(actor, row.partyId) }),
    ({ position }) => [position],
  )
}

type HistoryRow = PartyQuality['history'][number] & { parts: PartyQuality['parts'] }

/** The score of a party with its parts and its history; undefined where it has none. Only for whoever may see its parts. */
export async function partyQuality(
  db: Db,
  partyId: string,
  kind: PartyKind,
  reading: Reading,
): Promise<PartyQuality | undefined> {
  const { pack, actor, now } = reading
  const history = await rows<HistoryRow>(
    db,
    `select distinct on (s.month) s.month, s.score, s.cases, s.revision - 1 as revisions, p.parts
     from quality_score s join quality_parts p using (party_id, party_kind, month, revision)
     where s.party_id = cast(:partyId as uuid) and s.party_kind = :kind
     order by s.month desc, s.revision desc limit 36`,
    { partyId, kind },
  )
  const [last] = history
  if (!last) return undefined
  const numbers = pack.inspections.quality
  const until = appealUntil(last.month, numbers)
  const mayAppeal = dayAt(now, pack.zone) <= until && allows(actor, 'quality.appeal', { agencyId: partyId })
  return {
    ...{ partyId, kind, month: last.month, score: last.score, cases: last.cases, parts: last.parts },
    window: { ...windowOf(last.month, numbers), months: numbers.windowMonths },
    fewestCases: numbers.fewestCases,
    history: history.map(({ parts: _parts, ...each }) => each),
    appeals: await appealsOf(db, { partyId, kind }, actor),
    appealUntil: until,
    samplingPercent: kind === 'contractor' ? await samplingShare(db, partyId, pack) : null,
    may: { appeal: mayAppeal },
  }
}

interface AppealRow {
  id: string
  party_id: string
  party_kind: PartyKind
  month: string
  part: Appeal['part']
  case_kind: Appeal['case']['kind']
  case_id: string
  case_number: string
  reason: string
  made_at: string
  made_by: Names | null
  state: Appeal['state']
  decided_at: string | null
  decided_by: Names | null
  decision_reason: string | null
}

const named = (alias: string) =>
  `case when ${alias}.id is not null then jsonb_build_object('ar', ${alias}.name_ar, 'en', ${alias}.name_en) end`
const appealColumns = `a.id, a.party_id, a.party_kind, a.month, a.part, a.case_kind, a.case_id, a.case_number, a.reason, a.made_at,
  a.state, a.decided_at, a.decision_reason, ${named('m')} as made_by, ${named('d')} as decided_by`
const appealTables =
  'quality_appeal a left join account_name m on m.id = a.made_by left join account_name d on d.id = a.decided_by'

function appeal(row: AppealRow, actor: Actor): Appeal {
  const isOwn = actor.agencyId === row.party_id
  return {
    ...{ id: row.id, partyId: row.party_id, kind: row.party_kind, month: row.month, part: row.part },
    case: { kind: row.case_kind, id: row.case_id, number: row.case_number },
    ...{ reason: row.reason, by: row.made_by, at: row.made_at, state: row.state },
    decision: row.decided_at ? { by: row.decided_by, at: row.decided_at, reason: row.decision_reason ?? '' } : null,
    may: { decide: row.state === 'open' && !isOwn && allows(actor, 'quality.decide', {}) },
  }
}

async function appealsOf(
  db: Db,
  { partyId, kind }: { partyId: string; kind: PartyKind },
  actor: Actor,
): Promise<Appeal[]> {
  const found = await rows<AppealRow>(
    db,
    `select ${appealColumns} from ${appealTables}
     where a.party_id = cast(:partyId as uuid) and a.party_kind = :kind order by a.made_at desc, a.id desc limit 100`,
    { partyId, kind },
  )
  return found.map((row) => appeal(row, actor))
}

export async function findAppeal(db: Db, id: string, actor: Actor): Promise<Appeal | undefined> {
  const [row] = await rows<AppealRow>(
    db,
    `select ${appealColumns} from ${appealTables} where a.id = cast(:id as uuid)`,
    { id },
  )
  return row && seesParts(actor, row.party_id) ? appeal(row, actor) : undefined
}

const cellsText = sql(import.meta.url, 'cells.sql')

/** So many cells lie side by side in a box. */
const across = 32

/** Defects counted by cells; cells of few only together with others, or for those whom row security shows all of one. */
export async function defectCells(
  db: Db,
  [west, south, east, north]: Box,
  { leastMetres, fewestDefects }: RulePack['inspections']['quality']['cells'],
): Promise<DefectCells> {
  const found = await rows<{ geometry: DefectCells['features'][number]['geometry']; defects: number; grave: number }>(
    db,
    cellsText,
    { west, south, east, north, across, leastMetres, fewestDefects },
  )
  return {
    type: 'FeatureCollection',
    features: found.map(({ geometry, ...properties }) => ({ type: 'Feature', geometry, properties })),
  }
}
