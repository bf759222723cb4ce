import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'

/** What `verify` found of the audit. All but `entries` and `heads` must be empty or nought. */
export interface AuditCheck {
  entries: number
  /** The first link of each chain that does not hold, and why. */
  broken: { regionId: string; sequence: number; why: string }[]
  /** Lines of works' history, since the audit began, that no entry tells of. */
  unrecorded: number
  /** The end of each chain: whoever keeps them elsewhere can tell later that nothing before them was rewritten. */
  heads: string[]
}

/** The last link of a chain at some time. */
export interface Head {
  regionId: string
  sequence: number
  /** Hexadecimal. */
  hash: string
}

interface Broken {
  region_id: string
  sequence: number
  why: string
}

/** Heads as an earlier check printed them, in any text around them. */
export function readHeads(text: string): Head[] {
  return [...text.matchAll(/^\s*(?:head )?([A-Z]+) (\d+) ([0-9a-f]{64})\s*$/gm)].map(
    ([, regionId = '', sequence, hash = '']) => ({ regionId, sequence: Number(sequence), hash }),
  )
}

/** The first of the kept heads of each region that no link of the chains is any more. */
async function lostHeads(db: Db, kept: readonly Head[]): Promise<Broken[]> {
  if (kept.length === 0) return []
  return rows<Broken>(
    db,
    `select distinct on (k."regionId") k."regionId" as region_id, k.sequence, 'it is no longer what a kept head names' as why
     from jsonb_to_recordset(cast(:kept as jsonb)) as k ("regionId" text, sequence bigint, hash text)
     left join audit a on a.region_id = k."regionId" and a.sequence = k.sequence and a.hash = decode(k.hash, 'hex')
     where a.sequence is null order by k."regionId", k.sequence`,
    { kept: JSON.stringify(kept) },
  )
}

/**
 * Walks every chain from its first link. A link holds when it carries the hash of the one before it, its own hash is that
 * of what it says, and none is left out; the last must be the one that the head names, and heads that were kept elsewhere must be links still.
 */
export async function verifyAudit(db: Db, kept: readonly Head[] = []): Promise<AuditCheck> {
  const broken = await rows<Broken>(
    db,
    `with walked as (
       select a.region_id, a.sequence, a.hash,
              case when a.sequence <> coalesce(lag(a.sequence) over chain, 0) + 1 then 'a link before it is missing'
                   when a.previous <> coalesce(lag(a.hash) over chain, '') then 'it does not follow the link before it'
                   when a.hash <> audit_hash(a) then 'it was changed' end as why
       from audit a window chain as (partition by a.region_id order by a.sequence)
     ),
     ends as (
       select coalesce(h.region_id, l.region_id) as region_id, coalesce(l.sequence, 0) as sequence,
              case when h.region_id is null then 'the chain has no head'
                   when l.sequence is distinct from h.sequence or l.hash is distinct from h.hash
                     then 'the head names another last link' end as why
       from audit_head h
       full join (select distinct on (region_id) region_id, sequence, hash from walked order by region_id, sequence desc) l
         on l.region_id = h.region_id
     )
     select distinct on (region_id) region_id, sequence, why
     from (select region_id, sequence, why, 0 as place from walked union all select region_id, sequence, why, 1 from ends) all_links
     where why is not null order by region_id, place, sequence`,
  )
  const [counted] = await rows<{ entries: number; unrecorded: number }>(
    db,
    `select (select count(*) from audit)::int as entries,
            (select count(*) from works_history h
             where h.recorded and not exists (
               select 1 from audit a where a.subject = 'works' and a.subject_id = h.works_id
                 and (a.after ->> 'version')::int = h.version and a.event = h.event))::int as unrecorded`,
  )
  const heads = await rows<{ head: string }>(
    db,
    `select region_id || ' ' || sequence || ' ' || encode(hash, 'hex') as head from audit_head order by region_id`,
  )
  return {
    entries: counted?.entries ?? 0,
    broken: [...broken, ...(await lostHeads(db, kept))].map(({ region_id, sequence, why }) => ({
      regionId: region_id,
      sequence: Number(sequence),
      why,
    })),
    unrecorded: counted?.unrecorded ?? 0,
    heads: heads.map(({ head }) => head),
  }
}
