-- Places that have a name, by it. The first two conditions are those of the index place_name, so that parcels and
-- buildings, of which there are a hundred times more, are never looked at.
select p.id, p.kind, p.name_ar, coalesce(p.name_en, p.name_ar) as name_en, ST_X(c.centre) as lng, ST_Y(c.centre) as lat
from (
  select id, kind, name_ar, name_en, geometry
  from place
  where name_ar is not null
    and kind not in ('parcel', 'building')
    and (cast(:sought as text) is null or folded(name_ar) like folded(:sought) or folded(name_en) like folded(:sought))
    and (cast(:kind as text[]) is null or kind = any (cast(:kind as text[])))
    and (cast(:west as float8) is null
         or geometry_3857 && ST_Transform(ST_MakeEnvelope(:west, :south, :east, :north, 4326), 3857))
    and (cast(:afterName as text) is null or (name_ar, id) > (:afterName, cast(:afterId as uuid)))
  order by name_ar, id
  limit :limit
) p
cross join lateral (select ST_PointOnSurface(p.geometry) as centre) c
order by p.name_ar, p.id
