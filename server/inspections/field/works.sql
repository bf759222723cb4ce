-- Works that a telephone takes along: those that are visited, and those on the ground of the area that are open or may be.
with chosen as (
  select id from works where id = any (cast(:visited as uuid[]))
  union
  select w.id from works w
  where w.status in ('permitted','in_progress','suspended','reinstated')
    and (cast(:west as float8) is null or w.reach && ST_MakeEnvelope(:west, :south, :east, :north, 4326))
    and (cast(:municipality as uuid) is null or w.municipality_id = cast(:municipality as uuid))
    and (cast(:seesEverywhere as boolean) or w.municipality_id = any (cast(:seesGround as uuid[])))
  limit :limit
)
select w.id, w.number, w.title, w.status, w.version, w.agency_id, w.contractor_id, w.municipality_ids, w.category, w.utility,
       w.method, w.traffic_impact, w.period, w.actual_period, w.guarantee_until, w.trench_width_metres, w.trench_depth_metres,
       s.name_ar as street_ar, s.name_en as street_en,
       (select number from permit p where p.works_id = w.id) as permit_number,
       w.length_metres, ST_AsGeoJSON(w.route, 7)::jsonb as route, ST_AsGeoJSON(w.footprint, 7)::jsonb as footprint
from chosen c join works w on w.id = c.id left join street s on s.id = w.street_id
order by w.id
