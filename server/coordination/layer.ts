import { dayOf, type FieldType, type Layer, place, withNamePoints } from '../tiles/layer.ts'
import { constraintKinds, pairKinds, severities } from './contract.ts'

/** Where works meet works; `waived` where the office let it pass, so that it holds up nothing. `idle_from` and `idle_to` are the days between two that never meet in time: neither is live then. */
export const conflictsLayer: Layer = {
  name: 'conflicts',
  minzoom: 13,
  maxzoom: 22,
  agenciesOnly: true,
  fields: {
    kind: 'Number',
    severity: 'Number',
    waived: 'Number',
    from: 'Number',
    to: 'Number',
    idle_from: 'Number',
    idle_to: 'Number',
    a: 'String',
    b: 'String',
  },
  rows: `select c.tile_id as feature_id, ${place(pairKinds, 'c.kind')} as kind, ${place(severities, 'c.severity')} as severity,
           case when c.state = 'waived' then 1 end as waived,
           ${dayOf('lower(coalesce(c.shared, range_merge(a.occupies, b.occupies)))')} as "from",
           ${dayOf('upper(coalesce(c.shared, range_merge(a.occupies, b.occupies)))')} - 1 as "to",
           case when c.shared is null then ${dayOf('least(upper(a.occupies), upper(b.occupies))')} end as idle_from,
           case when c.shared is null then ${dayOf('greatest(lower(a.occupies), lower(b.occupies))')} - 1 end as idle_to,
           c.works_a as a, c.works_b as b, ST_Transform(c.overlap, 3857) as geometry
    from bounds t
    join conflict c on c.overlap && t.search_4326
    join works a on a.id = c.works_a
    join works b on b.id = c.works_b
    where cast(:from as date) is null and cast(:to as date) is null
       or coalesce(c.shared, range_merge(a.occupies, b.occupies)) && daterange(cast(:from as date), cast(:to as date), '[]')`,
}

const constraintFields = {
  id: 'String',
  kind: 'Number',
  severity: 'Number',
  ar: 'String',
  en: 'String',
  from: 'Number',
  to: 'Number',
} as const satisfies Record<string, FieldType>

export const constraintAreasLayer: Layer = {
  name: 'constraint_areas',
  minzoom: 10,
  maxzoom: 22,
  fields: constraintFields,
  rows: withNamePoints(
    constraintFields,
    `select c.tile_id as feature_id, c.id as id, ${place(constraintKinds, 'c.kind')} as kind,
           ${place(severities, 'c.severity')} as severity, c.name_ar as ar, c.name_en as en,
           ${dayOf('lower(c.period)')} as "from", ${dayOf('upper(c.period)')} - 1 as "to",
           ST_Transform(c.area, 3857) as geometry
    from bounds t join constraint_area c on c.area && t.search_4326`,
  ),
}
