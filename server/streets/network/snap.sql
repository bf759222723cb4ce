-- The nearest place on a centreline within reach of each point, nearest by the conformal plane of the map; where another
-- street is met within reach, the crossing itself.
select g.place as at, n.id as "streetId", n.name_ar, n.name_en, ST_AsGeoJSON(s.place, 7)::jsonb -> 'coordinates' as place,
       ST_Distance(s.place::geography, g.point::geography) as "movedMetres"
from (
  select p.place, ST_SetSRID(ST_MakePoint((p.at ->> 0)::float8, (p.at ->> 1)::float8), 4326) as point
  from jsonb_array_elements(cast(:points as jsonb)) with ordinality as p (at, place)
) g
cross join lateral (
  select ST_Expand(ST_Transform(g.point, 3857), :reachMetres / cos(radians(ST_Y(g.point))) * 1.01) as around,
         ST_Transform(g.point, 3857) as point
) m
left join lateral (
  select s.id, s.name_ar, s.name_en, s.line, s.line_3857, ST_Transform(ST_ClosestPoint(s.line_3857, m.point), 4326) as near
  from street s where s.line_3857 && m.around
  order by ST_Distance(s.line_3857, m.point), s.id limit 1
) n on ST_Distance(n.near::geography, g.point::geography) <= :reachMetres
left join lateral (
  select x.geom as place
  from street o
  cross join lateral ST_DumpPoints(
    case when n.id < o.id then ST_Intersection(n.line, o.line) else ST_Intersection(o.line, n.line) end) x
  where o.line_3857 && m.around and o.id <> n.id and ST_Intersects(o.line, n.line)
    and ST_Distance(x.geom::geography, g.point::geography) <= :reachMetres
  order by ST_Distance(x.geom::geography, g.point::geography), o.id limit 1
) c on true
cross join lateral (select coalesce(c.place, n.near) as place) s
order by g.place
