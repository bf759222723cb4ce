-- Where other streets meet this one, along its line as it is stored; a street without other pieces has one order.
select o.id as "streetId", o.name_ar, o.name_en, ST_AsGeoJSON(x.geom, 7)::jsonb -> 'coordinates' as place,
       ST_LineLocatePoint(d.geom, x.geom) * ST_Length(d.geom::geography) as "alongMetres", coalesce(d.path[1], 1) as piece
from street s
cross join lateral ST_Dump(s.line) d
join street o on o.line_3857 && ST_Transform(d.geom, 3857) and o.id <> s.id and ST_Intersects(o.line, d.geom)
cross join lateral ST_DumpPoints(case when s.id < o.id then ST_Intersection(d.geom, o.line) else ST_Intersection(o.line, d.geom) end) x
where s.id = cast(:id as uuid)
order by piece, "alongMetres", o.id
limit :most
