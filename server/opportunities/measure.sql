-- What follows from a site's boundary: its geodesic area and the municipality that holds most of it.
-- Takes `:sites`, a list of { position, id, boundary }; gives the relation `measured`.
given as (
  select s.position, s.id, ST_SetSRID(ST_GeomFromGeoJSON(s.boundary), 4326) as boundary
  from jsonb_to_recordset(cast(:sites as jsonb)) as s (position int, id uuid, boundary jsonb)
),
measured as materialized (
  select g.position, g.id, g.boundary, ST_Area(g.boundary::geography) as area_square_metres,
         coalesce(m.id, root.id) as municipality_id, coalesce(m.region_id, root.region_id) as region_id
  from given g
  cross join (select id, region_id from municipality where is_root order by region_id = :rootRegion desc limit 1) root
  left join lateral (
    select c.id, c.region_id from municipality c
    where ST_Intersects(c.boundary, g.boundary)
    order by case when ST_Covers(c.boundary, g.boundary) then ST_Area(g.boundary::geography)
                  else ST_Area(shared_ground(c.boundary, g.boundary)::geography) end desc, c.id limit 1
  ) m on true
)
