import type { Actor } from '../access/actor.ts'
import { like, narrowed } from '../database/sql.ts'
import type { Box } from '../geo/contract.ts'

/** Whose works are asked for as one's own: what an organisation plans or digs, and what lies on ground that it answers for. */
export type Mine = Pick<Actor, 'agencyId' | 'ground'>

/** What a list of works is asked for; what is left out does not narrow it. */
export interface WorksFilter {
  mine?: Mine | undefined
  tileId?: number | undefined
  /** In a guarantee that ends on this day or before. */
  guaranteeBy?: string | undefined
  box?: Box | undefined
  from?: string | undefined
  to?: string | undefined
  status?: string[] | undefined
  agency?: string[] | undefined
  category?: string[] | undefined
  utility?: string[] | undefined
  street?: string | undefined
  text?: string | undefined
}

/** The conditions of a filter on `works w`, with their bindings. `from` and `to` select by overlap. */
export function worksConditions(filter: WorksFilter): { where: string; bindings: Record<string, unknown> } {
  const { mine, tileId, guaranteeBy, box, from, to, status, agency, category, utility, street, text: sought } = filter
  const isEverything = mine?.ground === 'everywhere'
  return narrowed([
    [
      isEverything ? undefined : mine,
      `(w.agency_id = cast(:mineAgency as uuid) or w.contractor_id = cast(:mineAgency as uuid)
        or w.municipality_ids && cast(:mineGround as uuid[]))`,
      { mineAgency: mine?.agencyId ?? null, mineGround: isEverything ? [] : [...(mine?.ground ?? [])] },
    ],
    [guaranteeBy, "w.status = 'in_guarantee' and w.guarantee_until <= cast(:guaranteeBy as date)", { guaranteeBy }],
    [tileId, 'w.tile_id = cast(:tileId as bigint)', { tileId }],
    [box, 'w.footprint && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', boxBindings(box)],
    [
      from ?? to,
      "w.occupies && daterange(cast(:from as date), cast(:to as date), '[]')",
      { from: from ?? null, to: to ?? null },
    ],
    [status, 'w.status = any (cast(:status as text[]))', { status }],
    [agency, 'w.agency_id = any (cast(:agency as uuid[]))', { agency }],
    [category, 'w.category = any (cast(:category as text[]))', { category }],
    [utility, 'w.utility = any (cast(:utility as text[]))', { utility }],
    [
      street,
      'exists (select 1 from works_street x where x.works_id = w.id and x.street_id = cast(:street as uuid))',
      { street },
    ],
    [
      sought,
      `(folded(w.title) like folded(:sought) or w.number ilike :sought or w.external_reference ilike :sought
        or exists (select 1 from street s where s.id = w.street_id
                   and (folded(s.name_ar) like folded(:sought) or folded(s.name_en) like folded(:sought))))`,
      { sought: like(sought) },
    ],
  ])
}

function boxBindings(box: Box | undefined) {
  const [west, south, east, north] = box ?? []
  return { west, south, east, north }
}
