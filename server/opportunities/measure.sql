-- What follows from a site's boundary: its geodesic area and the municipality that holds most of it.
-- Takes `:sites`, a list of { position, id, boundary }; gives the relation `measured`.
given as (
  select s.position, s.id, ST_SetSRID(ST_GeomFromGeoJSON(s.boundary), 4326) as boundary
  from jsonb_to_recordset(cast(:sites as jsonb)) as s (position int, id uuid, boundary jsonb)
),
measured as materialized (
  select g.position, g.id, g.boundary, ST_Area(g.boundary::geography) as area_square_metres,
         m.municipality_id, m.region_id
  from given g
  cross join lateral municipality_of(g.boundary, :rootRegion) m
)
