-- Whose ground a meeting is about: the municipality that was named, or those that share its area, the one that holds most of
-- it first (less than a square metre is the rounding of a common edge); and the offices that answer for them.
with ground as materialized (
  select /* area */ as area
),
placed as materialized (
  select coalesce(
           (select array[m.id] from municipality m where m.id = cast(:municipality as uuid)),
           (select array_agg(s.id order by s.square_metres desc, s.id)
            from (select m.id, ST_Area(shared_ground(m.boundary, g.area)::geography) as square_metres
                  from municipality m where m.boundary && g.area and ST_Intersects(m.boundary, g.area)) s
            where s.square_metres >= 1),
           (select array[r.id] from municipality r where r.is_root order by r.region_id = :rootRegion desc limit 1)
         ) as ids
  from ground g
)
select p.ids as municipality_ids,
       array(select m.organisation_id from municipality m
             where m.id = any (p.ids) and m.organisation_id is not null order by m.organisation_id) as offices
from placed p
