import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Telling } from './tell.ts'

/** Pairs of works that the register has begun or ceased to hold, as the trigger of migration 0028 notes them. */
export interface ConflictsNoted {
  kind: 'appeared' | 'vanished'
  pairs: [string, string][]
}

interface Pair {
  own: string
  agency_id: string
  others: number
  other_number: string
  other_ar: string
  other_en: string
}

/** Of more works than so many at once, an organisation is told in one notice: an import is no news of each of its rows. */
const mostSingly = 5

/**
 * Whom conflicts are told to: whose works they are, on both sides, once for each works. What has come and gone again by
 * now is not told; nor is another that others may not see.
 */
export async function conflictTellings(
  db: Db,
  { kind, pairs }: ConflictsNoted,
  { at, by }: { at: Date; by: string | null },
): Promise<Telling[]> {
  const found = await rows<Pair>(
    db,
    `with noted as (
       select (p.value ->> 0)::uuid as a, (p.value ->> 1)::uuid as b from jsonb_array_elements(cast(:pairs as jsonb)) p
     ),
     holding as (
       select a, b from noted
       where exists (select 1 from conflict c where c.works_a = noted.a and c.works_b = noted.b) = cast(:appeared as boolean)
     ),
     side as (select a as own, b as other from holding union all select b, a from holding)
     select s.own, w.agency_id, count(*)::int as others, min(o.number) as other_number,
            (array_agg(g.name_ar order by o.number))[1] as other_ar, (array_agg(g.name_en order by o.number))[1] as other_en
     from side s
     join works w on w.id = s.own
     join works o on o.id = s.other and o.published_version is not null
     join organisation g on g.id = o.agency_id
     group by s.own, w.agency_id order by w.agency_id, s.own`,
    { pairs: JSON.stringify(pairs), appeared: kind === 'appeared' },
  )
  const agencies = [...new Set(found.map(({ agency_id }) => agency_id))]
  return agencies.flatMap((agencyId) => {
    const works = found.filter(({ agency_id }) => agency_id === agencyId)
    return tellingsOf(agencyId, works, kind, { at, by })
  })
}

function tellingsOf(
  agencyId: string,
  works: readonly Pair[],
  kind: ConflictsNoted['kind'],
  told: { at: Date; by: string | null },
): Telling[] {
  const to = [{ agencyId }]
  if (works.length > mostSingly)
    return [
      {
        kind: 'conflicts_many',
        subject: { type: 'agency', id: agencyId },
        to,
        about: { count: works.length },
        ...told,
      },
    ]
  return works.map(({ own, others, other_number, other_ar, other_en }) => ({
    kind: `conflict_${kind}` as const,
    subject: { type: 'works', id: own },
    to,
    about: { count: others, otherNumber: other_number, other: { ar: other_ar, en: other_en } },
    ...told,
  }))
}
