-- What follows from drawn diversions: metres, and the carriageway that each takes. Takes `:given`, a list of lines in
-- their order. Traffic takes the whole width of a street along which it is led, and beside its line at the least so much
-- as it needs. Joined on a grid, which the embedded engine's overlays need.
select d.place, ST_AsGeoJSON(d.line, 7)::jsonb as line, ST_Length(d.line::geography) as length_metres,
       encode(ST_AsEWKB(ST_UnaryUnion(ST_Collect(ST_Buffer(d.line::geography, :besideMetres, 4)::geometry, s.ways), 1e-10)), 'hex') as ground
from (
  select place, ST_SetSRID(ST_GeomFromGeoJSON(value), 4326) as line
  from jsonb_array_elements(cast(:given as jsonb)) with ordinality as g (value, place)
) d
left join lateral (
  select ST_Collect(ST_Buffer(n.along::geography, c.width_metres / 2, 'endcap=flat quad_segs=4')::geometry) as ways
  from street c
  cross join lateral (select ST_CollectionExtract(shared_ground(d.line, c.surface), 2) as along offset 0) n
  where ST_Intersects(c.surface, d.line) and not ST_IsEmpty(n.along)
) s on true
order by d.place
