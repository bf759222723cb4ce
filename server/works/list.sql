select w.id, w.tile_id, w.number, w.external_reference, w.title, w.agency_id, w.category, w.utility, w.status, w.period,
       w.actual_period, w.length_metres, w.area_square_metres, w.municipality_ids, w.version,
       w.guarantee_until,
       s.name_ar as street_ar, s.name_en as street_en,
       ST_AsGeoJSON(ST_PointOnSurface(w.route), 6)::jsonb -> 'coordinates' as centre,
       coalesce(c.blocking, 0) as blocking, coalesce(c.warning, 0) as warning, coalesce(c.chances, 0) as chances
       /* more */
from works w
left join street s on s.id = w.street_id
left join lateral (
  select count(*) filter (where severity = 'blocking' and state <> 'waived') as blocking,
         count(*) filter (where severity = 'warning' and kind <> 'repeat_dig' and state <> 'waived') as warning,
         count(*) filter (where kind = 'repeat_dig') as chances
  from (
    select severity, kind, state from conflict where works_a = w.id
    union all
    select severity, kind, state from conflict where works_b = w.id
  ) x where cast(:seesConflicts as boolean)
) c on true
where true /* where */
