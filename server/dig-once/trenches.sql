-- Works that share a trench along another, each once: what it saves by the plans until both are closed again, and what it came to once
-- they are. Two that never had their ground open on one day, or closed none in common, were dug apart and save nothing. Metres are
-- those of the ground that was closed by the records of both, as the register measures them; where one has none, those of the
-- plans. Days are those on which both were open, no more than the plans counted. Amounts are the formula's of the day it was linked.
select l.group_id, l.works_id, l.agency_id, l.municipality_id, l.municipality_ids, l.currency, l.counted_from, l.closed_on, v.standing,
       s.shared_metres, s.street_days,
       coalesce(round((l.metres_amount::float8 * s.shared_metres / nullif(l.shared_metres, 0))::numeric, 2), 0)::float8 as metres_amount,
       coalesce(round((l.street_days_amount::float8 * s.street_days / nullif(l.street_days, 0))::numeric, 2), 0)::float8 as street_days_amount,
       case when v.standing = 'apart' then 0 else l.mobilisation_amount::float8 end as mobilisation_amount
from (
  select m.group_id, m.works_id, w.agency_id, w.municipality_id, g.municipality_ids, g.currency, m.shared_metres, m.street_days,
         m.metres_amount, m.street_days_amount, m.mobilisation_amount, m.counted_from, b.is_closed,
         coalesce(upper(w.occupies * o.occupies) - lower(w.occupies * o.occupies), 0) as common_days,
         case when b.is_closed then greatest(upper(w.occupies), upper(o.occupies)) - 1 end as closed_on,
         w.route, o.route as other_route, w.reinstated as ground, o.reinstated as other_ground
  from works_group_member m
  join works_group g on g.id = m.group_id and g.dissolved_at is null
  join works w on w.id = m.works_id
  join works o on o.id = m.along_id
  cross join lateral (
    select w.status = any (cast(:closedAgain as text[])) and o.status = any (cast(:closedAgain as text[])) as is_closed
  ) b
  where m.left_at is null and (b.is_closed or m.counted_from is not null)
) l
cross join lateral (
  select case
           when not l.is_closed then l.shared_metres
           when l.common_days = 0 then 0
           when l.ground is null or l.other_ground is null then l.shared_metres
           else coalesce((
             select round(case when x.along >= x.side / 2 then x.along else x.side end)
             from (select ST_CollectionExtract(shared_ground(l.ground, l.other_ground), 3) as shared offset 0) n
             cross join lateral (
               select ST_Perimeter(n.shared::geography) / 2 as half, ST_Area(n.shared::geography) as area offset 0
             ) a
             cross join lateral (
               select greatest(
                        case when ST_Dimension(l.route) = 1 then ST_Length(shared_ground(l.route, n.shared)::geography) else 0 end,
                        case when ST_Dimension(l.other_route) = 1 then ST_Length(shared_ground(l.other_route, n.shared)::geography) else 0 end
                      ) as along,
                      (a.half + sqrt(greatest(a.half * a.half - 4 * a.area, 0))) / 2 as side
               offset 0
             ) x
             where not ST_IsEmpty(n.shared)), 0)
         end as metres
  offset 0
) d
cross join lateral (
  select case when not l.is_closed then 'planned' when d.metres > 0 then 'realised' else 'apart' end as standing
) v
cross join lateral (
  select d.metres as shared_metres,
         case v.standing when 'planned' then l.street_days when 'realised' then least(l.common_days, l.street_days) else 0 end as street_days
) s
