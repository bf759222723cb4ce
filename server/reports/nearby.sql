-- Open reports of a category within `:metres` of a point, the nearest first: by the index first, then by geodesic metres.
with asked as (
  select p.point, ST_Envelope(ST_Buffer(p.point::geography, :metres)::geometry) as around
  from (select ST_SetSRID(ST_MakePoint(:lng, :lat), 4326) as point) p
)
select r.id, r.number, r.category, r.status, ST_AsGeoJSON(r.place, 7)::jsonb as place, r.municipality_id, r.photo_id,
       r.created_at, r.updated_at, ST_Distance(r.place::geography, a.point::geography) as distance_metres
from asked a
join report r on r.place && a.around
where r.category = :category and r.status = any (cast(:open as text[]))
  and ST_DWithin(r.place::geography, a.point::geography, :metres)
order by distance_metres, r.id
limit :most
