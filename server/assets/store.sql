-- Stores assets; what its owner has under the same reference already is brought up to date, and what is removed is taken
-- away. Tells of each what it was and what it is; never where it lies. `:assets` is a list.
with given as (
  select g.*, ST_SetSRID(ST_GeomFromGeoJSON(g.drawn), 4326) as route
  from jsonb_to_recordset(cast(:assets as jsonb)) as g (
    id uuid, agency uuid, reference text, kind text, state text, description text, depth real, drawn jsonb
  )
),
known as (
  select a.* from asset a join given g on g.agency = a.agency_id and g.reference = a.reference
),
gone as (
  delete from asset a using given g where g.agency = a.agency_id and g.reference = a.reference and g.state = 'removed'
  returning a.id
),
placed as (
  select g.*, coalesce(m.id, root.id) as municipality_id, coalesce(m.region_id, root.region_id) as region_id
  from given g
  cross join (select id, region_id from municipality where is_root order by region_id = :rootRegion desc limit 1) root
  left join lateral (
    select c.id, c.region_id from municipality c where ST_Intersects(c.boundary, g.route)
    order by case ST_Dimension(g.route) when 1 then ST_Length(shared_ground(c.boundary, g.route))
                                        else ST_Area(shared_ground(c.boundary, g.route)) end desc, c.id limit 1
  ) m on true
  where g.state <> 'removed'
),
written as (
  insert into asset (id, agency_id, reference, kind, state, description, depth_metres, route, length_metres, area_square_metres,
                     region_id, municipality_id, recorded_at, changed_at)
  select id, agency, reference, kind, state, description, depth, route,
         case ST_Dimension(route) when 1 then ST_Length(route::geography) end,
         case ST_Dimension(route) when 2 then ST_Area(route::geography) end,
         region_id, municipality_id, cast(:now as timestamptz), cast(:now as timestamptz)
  from placed
  on conflict (agency_id, reference) do update
  -- what a file has no word for is not taken away by it
  set kind = excluded.kind, state = excluded.state, description = coalesce(excluded.description, asset.description),
      depth_metres = coalesce(excluded.depth_metres, asset.depth_metres),
      route = excluded.route, length_metres = excluded.length_metres, area_square_metres = excluded.area_square_metres,
      region_id = excluded.region_id, municipality_id = excluded.municipality_id, changed_at = excluded.changed_at
  returning id, agency_id, reference, kind, state, description, depth_metres, length_metres, area_square_metres, route
),
told as (
  select s.is_new, s.id, s.agency_id, s.route,
         jsonb_build_object('externalReference', s.reference, 'kind', s.kind, 'state', s.state, 'description', s.description,
           'depthMetres', s.depth_metres, 'lengthMetres', round(s.length_metres::numeric, 1),
           'areaSquareMetres', round(s.area_square_metres::numeric, 1)) as facts
  from (
    select true as is_new, id, agency_id, reference, kind, state, description, depth_metres, length_metres, area_square_metres, route
    from written
    union all
    select false, id, agency_id, reference, kind, state, description, depth_metres, length_metres, area_square_metres, route
    from known
  ) s
)
select coalesce(a.id, b.id) as id, coalesce(a.agency_id, b.agency_id) as agency_id, b.facts as before, a.facts as after,
       coalesce(ST_AsBinary(a.route) <> ST_AsBinary(b.route), false) as moved
from (select * from told where is_new) a
full join (select * from told where not is_new) b on b.id = a.id
where a.id is not null or b.id in (select id from gone)
