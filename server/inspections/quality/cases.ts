import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { QualityCase } from './contract.ts'
import { rates } from './parts.ts'
import { type PartCode, type PartTally, type PartyKind, windowOf } from './rules.ts'

const everyCase = sql(import.meta.url, 'cases.sql')

/** What the statement asks of the jurisdiction, for the month that begins on this day. */
function windowBindings(month: string, { zone, inspections }: RulePack) {
  const { windowMonths, lowCounts, leastMetres } = inspections.quality
  return { ...windowOf(month, { windowMonths }), zone, lowCounts, leastMetres }
}

export interface PartyTallies {
  partyId: string
  kind: PartyKind
  tallies: PartTally[]
}

interface TallyRow extends PartTally {
  party_id: string
  party_kind: PartyKind
}

/** What the cases of a month add up to, party by party; of one where it is named. As the owner: it takes in what nobody alone sees. */
export async function talliesOf(
  db: Db,
  month: string,
  pack: RulePack,
  partyId: string | null = null,
): Promise<PartyTallies[]> {
  const found = await rows<TallyRow>(
    db,
    `with ${everyCase}
     select party_id, party_kind, part as code, (count(*) filter (where size > 0))::int as cases,
            sum(points)::float8 as points, sum(size)::float8 as size
     from counted where cast(:partyId as uuid) is null or party_id = cast(:partyId as uuid)
     group by party_id, party_kind, part order by party_id, party_kind`,
    { ...windowBindings(month, pack), partyId },
  )
  const parties = new Map<string, PartyTallies>()
  for (const { party_id: id, party_kind: kind, ...tally } of found) {
    const key = `${id} ${kind}`
    const party = parties.get(key) ?? { partyId: id, kind, tallies: [] }
    party.tallies.push(tally)
    parties.set(key, party)
  }
  return [...parties.values()]
}

interface Asked {
  partyId: string
  kind: PartyKind
  month: string
  part?: PartCode | undefined
  caseId?: string | undefined
  limit: number
  after: readonly [at: string, id: string, part: string] | null
}

/** A page of the cases of a party, the last first; with the works that a rate is divided by. */
export async function casesOf(
  db: Db,
  { partyId, kind, month, part, caseId, limit, after }: Asked,
  pack: RulePack,
): Promise<Page<QualityCase>> {
  const found = await rows<QualityCase>(
    db,
    `with ${everyCase}
     select part, kind, id, number, at, points::float8 as points, size::float8 as size,
            case when part = any (cast(:rates as text[])) then points > 0 else points < 100 end as harms
     from counted
     where party_id = cast(:partyId as uuid) and party_kind = :kind
       and (cast(:part as text) is null or part = :part) and (cast(:caseId as uuid) is null or id = cast(:caseId as uuid))
       and (cast(:lastAt as timestamptz) is null or (at, id, part) < (cast(:lastAt as timestamptz), cast(:lastId as uuid), cast(:lastPart as text)))
     order by at desc, id desc, part desc limit :limit`,
    {
      ...windowBindings(month, pack),
      ...{ partyId, kind, part: part ?? null, caseId: caseId ?? null, limit: limit + 1 },
      lastAt: after?.[0] ?? null,
      lastId: after?.[1] ?? null,
      lastPart: after?.[2] ?? null,
      rates: [...rates],
    },
  )
  return page(
    found,
    limit,
    (row) => row,
    (row) => [row.at, row.id, row.part],
  )
}
