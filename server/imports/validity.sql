-- Are these geometries valid, and if not, why and where. One row for each; nothing else is done with one that is not.
select g.place, (d.detail).valid as valid, (d.detail).reason as reason,
       ST_X((d.detail).location) as x, ST_Y((d.detail).location) as y
from jsonb_to_recordset(cast(:geometries as jsonb)) as g (place int, geometry jsonb)
cross join lateral (select ST_IsValidDetail(ST_SetSRID(ST_GeomFromGeoJSON(g.geometry), 4326)) as detail offset 0) d
