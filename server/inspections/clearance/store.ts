import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import type { Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'
import type { Handover } from '../handover/facts.ts'
import { guaranteeCleared } from '../handover/rules.ts'
import type { Certificate } from './contract.ts'

const issueText = `
  with series as (
    insert into clearance_series (region_id, year, last)
    select region_id, extract(year from cast(:at as timestamptz) at time zone cast(:zone as text))::smallint, 1
    from works where id = cast(:worksId as uuid)
    on conflict (region_id, year) do update set last = clearance_series.last + 1
    returning region_id, year, last
  )
  insert into clearance (works_id, number, issued_at, issued_by, signed_as, office_id, seen_version, guarantee_from,
                         guarantee_until, guarantee_was_until, early_reason, ground_square_metres, deepest_metres, final_inspection,
                         guarantee_inspection)
  select cast(:worksId as uuid), s.region_id || '-H-' || s.year || '-' || lpad(s.last::text, 7, '0'), cast(:at as timestamptz),
         cast(:userId as uuid),
         coalesce(cast(:signedAs as text), (select name_ar from account_name where id = cast(:userId as uuid)), o.name_ar),
         o.id, :version, cast(:from as date), cast(:until as date), cast(:wasUntil as date),
         cast(:earlyReason as text),
         ST_Area(coalesce(w.reinstated, w.footprint)::geography), cast(:deepestMetres as real), cast(:final as text),
         cast(:guarantee as text)
  from series s cross join works w join municipality m on m.id = w.municipality_id join organisation o on o.id = m.organisation_id
  where w.id = cast(:worksId as uuid)
  returning number, signed_as`

export interface Issuing {
  actor: Actor
  pack: RulePack
  now: Date
  /** As who it is signed; else as whoever issues it is called. */
  signedAs?: string | undefined
  reason: string | null
  handover: Handover
}

/**
 * Issues the certificate of a works that is about to be closed; gives what its history tells. Only after the rule has found
 * that nothing stands against it; the database refuses to close it once more where anything is open.
 */
export async function issueClearance(
  db: Db,
  works: Works,
  { actor, pack, now, signedAs, reason, handover }: Issuing,
): Promise<{ clearanceNumber: string; signedAs: string }> {
  const { until, wasUntil, isEarly } = guaranteeCleared(works.guaranteeUntil, dayAt(now, pack.zone))
  const [issued] = await certainRows<{ number: string; signed_as: string }>(db, issueText, {
    worksId: works.id,
    at: now,
    zone: pack.zone,
    userId: actor.userId,
    signedAs: signedAs?.trim() || null,
    version: works.version,
    from: until === null ? null : await guaranteeFrom(db, works),
    until,
    wasUntil,
    earlyReason: isEarly ? reason : null,
    deepestMetres: handover.deepestMetres ?? works.trenchDepthMetres,
    final: numberOf(handover, 'final'),
    guarantee: numberOf(handover, 'guarantee'),
  })
  const { number, signed_as } = issued as { number: string; signed_as: string }
  return { clearanceNumber: number, signedAs: signed_as }
}

const numberOf = ({ inspections }: Handover, kind: 'final' | 'guarantee') =>
  inspections.find((one) => one.kind === kind)?.number ?? null

/** The first day of the guarantee: that of the acceptance, or of the end of digging where another system recorded it. */
export async function guaranteeFrom(db: Db, { id, actualPeriod }: Works): Promise<string | null> {
  const [found] = await rows<{ from: string | null }>(
    db,
    `select max(after ->> 'guaranteeFrom') as "from" from works_history
     where works_id = cast(:id as uuid) and event = 'accept'`,
    { id },
  )
  return found?.from ?? actualPeriod?.end ?? null
}

interface Row {
  number: string
  works_id: string
  issued_at: string
  signed_as: string
  office: Names
  guarantee_from: string | null
  guarantee_until: string | null
  guarantee_was_until: string | null
  early_reason: string | null
  ground_square_metres: number
  deepest_metres: number | null
  final_inspection: string | null
  guarantee_inspection: string | null
}

const columns = `c.number, c.works_id, c.issued_at, c.signed_as, c.guarantee_from, c.guarantee_until, c.guarantee_was_until, c.early_reason,
  c.ground_square_metres, c.deepest_metres, c.final_inspection, c.guarantee_inspection,
  jsonb_build_object('ar', o.name_ar, 'en', o.name_en) as office`

const round = (metres: number) => Math.round(metres * 100) / 100

function certificate(row: Row, zone: string): Certificate {
  return {
    number: row.number,
    worksId: row.works_id,
    issuedAt: row.issued_at,
    issuedOn: dayAt(new Date(row.issued_at), zone),
    signedAs: row.signed_as,
    office: row.office,
    guaranteeFrom: row.guarantee_from,
    guaranteeUntil: row.guarantee_until,
    guaranteeWasUntil: row.guarantee_was_until,
    earlyReason: row.early_reason,
    groundSquareMetres: round(row.ground_square_metres),
    deepestMetres: row.deepest_metres === null ? null : round(row.deepest_metres),
    inspections: { final: row.final_inspection, guarantee: row.guarantee_inspection },
  }
}

export async function certificateOf(db: Db, worksId: string, zone: string): Promise<Certificate | null> {
  const [row] = await rows<Row>(
    db,
    `select ${columns} from clearance c join organisation o on o.id = c.office_id where c.works_id = cast(:worksId as uuid)`,
    { worksId },
  )
  return row ? certificate(row, zone) : null
}

/** A certificate by its number, whoever asks. */
export async function certificateByNumber(db: Db, number: string, zone: string): Promise<Certificate | null> {
  const [row] = await rows<Row>(
    db,
    `select ${columns} from clearance c join organisation o on o.id = c.office_id where c.number = :number`,
    { number },
  )
  return row ? certificate(row, zone) : null
}
