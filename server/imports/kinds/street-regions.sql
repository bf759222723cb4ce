-- The region of each line, as the insert of a street finds it: of the municipality that holds most of it, or the root's.
-- `:lines` is a list of { id, line }.
select g.id, coalesce(m.region_id, root.region_id) as region_id
from (
  select l.id, ST_SetSRID(ST_GeomFromGeoJSON(l.line), 4326) as line
  from jsonb_to_recordset(cast(:lines as jsonb)) as l (id uuid, line jsonb)
) g
cross join (select region_id from municipality where is_root order by region_id = :rootRegion desc limit 1) root
left join lateral (
  select c.region_id from municipality c where ST_Intersects(c.boundary, g.line)
  order by ST_Length(shared_ground(c.boundary, g.line)) desc, c.id limit 1
) m on true
