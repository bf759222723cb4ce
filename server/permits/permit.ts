import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, prepared, rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { Works } from '../works/contract.ts'
import type { Condition, Permit } from './contract.ts'
import { codeOf } from './paper/code.ts'

interface PermitRow {
  number: string
  works_id: string
  valid: Period
  conditions: Condition[]
  issued_at: string
  extensions: number
  extension_days: number
  changes: number
}

const columns = 'p.number, p.works_id, p.valid, p.conditions, p.issued_at, p.extensions, p.extension_days, p.changes'

function permit(row: PermitRow): Permit {
  const { number, valid, conditions, extensions } = row
  const issued = { worksId: row.works_id, issuedAt: row.issued_at }
  return { number, ...issued, valid, conditions, extensions, extensionDays: row.extension_days }
}

const ofWorksText = prepared(`select ${columns} from permit p where p.works_id = cast(:worksId as uuid)`)

export async function permitOf(db: Db, worksId: string): Promise<Permit | null> {
  const [row] = await rows<PermitRow>(db, ofWorksText, { worksId })
  return row ? permit(row) : null
}

/** A permit by its number with the code of its print, whoever asks: it hangs at the site. */
export async function permitByNumber(db: Db, number: string): Promise<{ permit: Permit; code: string } | null> {
  const [row] = await rows<PermitRow>(db, `select ${columns} from permit p where p.number = :number`, { number })
  return row ? { permit: permit(row), code: codeOf(permit(row), row.changes) } : null
}

const issueText = prepared(`
  with series as (
    insert into permit_series (region_id, year, last)
    select region_id, extract(year from cast(:at as timestamptz) at time zone cast(:zone as text))::smallint, 1
    from works where id = cast(:worksId as uuid)
    on conflict (region_id, year) do update set last = permit_series.last + 1
    returning region_id, year, last
  )
  insert into permit (works_id, number, valid, conditions, issued_at, issued_on, issued_by, seen_version, is_emergency,
                      findings_complete, blocking_open)
  select cast(:worksId as uuid), region_id || '-P-' || year || '-' || lpad(last::text, 7, '0'),
         daterange(greatest(cast(:start as date), cast(:today as date)), cast(:end as date), '[]'), cast(:conditions as jsonb), cast(:at as timestamptz),
         cast(:issuedOn as date), cast(:userId as uuid), :version, cast(:isEmergency as boolean), cast(:complete as boolean), cast(:blocking as int)
  from series
  returning number`)

/**
 * Issues the permit of a works for those of the days applied for that are to come; of an emergency, for all of them. Only after the rule has found that nothing stands
 * against it; the database refuses it once more where a blocking finding is open, unless the ground is open already, and where its contractor is banned, unless
 * what was dug by a notice is closed again.
 */
export async function issuePermit(
  db: Db,
  works: Works,
  {
    conditions,
    found,
    actor,
    now,
    pack,
  }: {
    conditions: readonly Condition[]
    found: { complete: boolean; blocking: number }
    actor: Actor
    now: Date
    pack: RulePack
  },
): Promise<string> {
  const isEmergency = works.notifiedAt !== null
  const issuedOn = dayAt(now, pack.zone)
  const [issued] = await certainRows<{ number: string }>(db, issueText, {
    worksId: works.id,
    ...works.period,
    conditions: JSON.stringify(conditions),
    at: now,
    userId: actor.userId,
    version: works.version,
    isEmergency,
    ...found,
    zone: pack.zone,
    today: isEmergency ? works.period.start : issuedOn,
    issuedOn,
  })
  return (issued as { number: string }).number
}

/** Conditions that permits which are given already carry from now on, besides their own: each once. */
export async function addConditions(
  db: Db,
  worksIds: readonly string[],
  conditions: readonly Condition[],
): Promise<void> {
  if (conditions.length === 0) return
  await rows(
    db,
    `update permit p set conditions = p.conditions || (
       select coalesce(jsonb_agg(g.condition order by g.place), '[]')
       from jsonb_array_elements(cast(:conditions as jsonb)) with ordinality as g (condition, place)
       where not exists (select 1 from jsonb_array_elements(p.conditions) o where o.value = g.condition))
     where p.works_id = any (cast(:worksIds as uuid[]))`,
    { worksIds: [...worksIds], conditions: JSON.stringify(conditions) },
  )
}
