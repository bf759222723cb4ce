-- The centrelines in a box (WGS84), piece by piece, with the places where other streets meet them. Of one street where
-- one is asked for. A place is computed from the same side for both streets, so that it is the same place for both.
with piece as materialized (
  select s.id, s.name_ar, s.name_en, s.width_metres, d.geom as line
  from street s cross join lateral ST_Dump(s.line) d
  where s.line_3857 && ST_Transform(ST_MakeEnvelope(:west, :south, :east, :north, 4326), 3857)
    and (cast(:streetId as uuid) is null or s.id = cast(:streetId as uuid))
  limit :most
)
select p.id as "streetId", p.name_ar, p.name_en, p.width_metres as "widthMetres", ST_AsGeoJSON(p.line, 9)::jsonb -> 'coordinates' as line,
       coalesce((
         select jsonb_agg(ST_AsGeoJSON(x.geom, 9)::jsonb -> 'coordinates')
         from street o
         cross join lateral ST_DumpPoints(
           case when p.id < o.id then ST_Intersection(p.line, o.line) else ST_Intersection(o.line, p.line) end) x
         where o.line_3857 && ST_Transform(p.line, 3857) and o.id <> p.id and ST_Intersects(o.line, p.line)
           and (cast(:streetId as uuid) is null)
       ), '[]') as crossings
from piece p
