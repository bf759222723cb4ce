-- What follows from a drawn route: ground, reach, metres, the municipalities and streets it lies on.
-- Takes `:given`, a list of { id, route, shape?, branches?, halfWidth, buffer }: where `shape` is there, the ground is made
-- from it instead of the route (see `ground.ts`), and `branches` stand for the connections that are stored; with half the width that the works occupies and its impact
-- buffer in metres; gives the relation `measured`. The connections that are stored of a works belong to its ground and
-- its streets, and not to the length of its route. Buffers are made as geography: the right local projection anywhere.
-- Four segments to a quarter circle err by 2 % of the radius, where the ground turns only: 4 cm of a footprint, 13 to
-- 23 cm of a reach. Eight (PostGIS's own choice) nearly double the points of every row and the price of every overlap.
given as (
  select g.id, g.buffer,
         ST_SetSRID(ST_GeomFromGeoJSON(g.route), 4326) as route,
         ST_SetSRID(ST_GeomFromGeoJSON(coalesce(g.shape, g.route)), 4326) as shape, g."halfWidth" as half_width,
         case when g.branches is not null
              then (select ST_Collect(d.geom) from ST_Dump(ST_SetSRID(ST_GeomFromGeoJSON(g.branches), 4326)) d)
              else (select ST_Collect(c.line) from works_connection c where c.works_id = g.id and c.state <> 'cancelled')
              end as branches
  from jsonb_to_recordset(cast(:given as jsonb)) as g (id uuid, route jsonb, shape jsonb, branches jsonb, "halfWidth" float8, buffer float8)
),
shaped as materialized (
  select id, buffer, route,
         case when ST_Dimension(route) = 1
              then ST_Buffer(case when branches is null then shape
                                  else ST_CollectionExtract(ST_Collect(shape, branches), 2) end::geography, half_width, 4)::geometry
              else route end as footprint,
         branches,
         case when ST_Dimension(route) = 2 then shape end as area_shape
  from given
),
sized as materialized (
  select id, route, branches, footprint, ST_Buffer(coalesce(area_shape, footprint)::geography, buffer, 4)::geometry as reach,
         ST_Area(footprint::geography) as area_square_metres,
         case when ST_Dimension(route) = 1 then ST_Length(route::geography) end as drawn_metres,
         ST_Perimeter(footprint::geography) / 2 as half_perimeter
  from shaped
),
measured as materialized (
  select z.id, z.route, z.footprint, z.reach, z.area_square_metres,
         -- an area is as long as the rectangle of its perimeter and area
         coalesce(z.drawn_metres,
                  (z.half_perimeter + sqrt(greatest(z.half_perimeter ^ 2 - 4 * z.area_square_metres, 0))) / 2) as length_metres,
         coalesce(m.ids, array[root.id]) as municipality_ids,
         coalesce(m.region_id, root.region_id) as region_id,
         coalesce(s.streets, '[]'::jsonb) as streets,
         s.main_id as street_id, s.strictest as road_class
  from sized z
  cross join (select id, region_id from municipality where is_root order by region_id = :rootRegion desc limit 1) root
  left join lateral (
    select array_agg(i.id order by i.share desc, i.id) as ids, (array_agg(i.region_id order by i.share desc, i.id))[1] as region_id
    from (
      select c.id, c.region_id,
             case when ST_Covers(c.boundary, z.footprint) then z.area_square_metres
                  else ST_Area(shared_ground(c.boundary, z.footprint)::geography) end as share
      from municipality c where ST_Intersects(c.boundary, z.footprint)
    ) i
  ) m on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', t.id, 'metres', round(t.metres::numeric, 1), 'streetClass', t.class,
                                        'name', jsonb_build_object('ar', t.name_ar, 'en', t.name_en))
                     order by t.metres desc, t.id) as streets,
           (array_agg(t.id order by t.metres desc, t.id))[1] as main_id,
           (array_agg(t.class order by array_position(array['highway','arterial','collector','local'], t.class)))[1] as strictest
    from (
      select c.id, c.class, c.name_ar, c.name_en,
             case when ST_Dimension(z.route) = 1
                  then ST_Length(shared_ground(z.route, c.surface)::geography)
                       + coalesce((select sum(ST_Length(shared_ground(l.geom, c.surface)::geography)) from ST_Dump(z.branches) l), 0)
                  -- an area lies on a street for as long as the rectangle of what they share, on whichever lane
                  else (p.half + sqrt(greatest(p.half ^ 2 - 4 * p.area, 0))) / 2 end as metres
      from street c
      cross join lateral (
        select ST_Perimeter(g.ground::geography) / 2 as half, ST_Area(g.ground::geography) as area
        from (
          select case when ST_Dimension(z.route) = 2 then ST_CollectionExtract(shared_ground(c.surface, z.footprint), 3) end
            as ground offset 0
        ) g offset 0
      ) p
      where ST_Intersects(c.surface, z.footprint)
    ) t where t.metres > 0
  ) s on true
)
