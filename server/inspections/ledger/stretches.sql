-- The metres of streets that opened ground lies on: from a relation `opened` (id, route, ground, width, days) to `lying`.
-- What is shared is what `works_street` counts: of a line the metres within the kerbs, of an area its ground there.
-- Each unbroken part is a stretch of its own, on the piece of the centreline that it lies nearest to.
shared as materialized (
  select o.id, o.width, s.id as street_id, s.width_metres, g.path || d.path as part, d.geom
  from opened o
  join street s on s.surface && o.ground and ST_Intersects(s.surface, o.ground)
  cross join lateral (
    -- line by line: where a connection leaves the route neither is broken
    select l.path, ST_CollectionExtract(shared_ground(l.geom, s.surface), 2) as geom
    from ST_Dump(case when ST_Dimension(o.route) = 1 then o.route end) l
    union all
    select '{}', ST_CollectionExtract(shared_ground(s.surface, o.ground), 3) where ST_Dimension(o.route) = 2
  ) g
  cross join lateral ST_Dump(ST_Multi(g.geom)) d
),
sized as materialized (
  select h.*, m.metres, case when ST_Dimension(h.geom) = 1 then m.metres * h.width else ST_Area(h.geom::geography) end as area,
         ST_Transform(h.geom, 3857) as flat,
         ST_Transform(case when ST_Dimension(h.geom) = 1 then ST_LineInterpolatePoint(h.geom, 0.5) else ST_Centroid(h.geom) end, 3857)
           as middle
  from shared h
  cross join lateral (select case when ST_Dimension(h.geom) = 1 then ST_Length(h.geom::geography) else 0 end as metres) m
),
along as materialized (
  select z.id, z.street_id, z.part, z.area, z.width_metres, p.from_metres as begins, p.metres as length, f.low, f.high,
         -- a cut across the street is as long as the trench is wide
         greatest(case when ST_Dimension(z.geom) = 1 then z.width - (f.high - f.low) else 0 end, 0) / 2 as pad,
         ST_Distance(z.middle, p.line_3857) * cos(radians(ST_Y(ST_Transform(z.middle, 4326)))) as offset_metres,
         degrees(ST_Azimuth(ST_ClosestPoint(p.line_3857, z.middle), z.middle)) as azimuth
  from sized z
  join street s on s.id = z.street_id
  cross join lateral (
    select q.* from street_pieces(s) q order by ST_Distance(q.line_3857, z.middle), q.piece limit 1
  ) p
  cross join lateral (
    select min(ST_LineLocatePoint(p.line_3857, v.geom)) * p.metres as low, max(ST_LineLocatePoint(p.line_3857, v.geom)) * p.metres as high
    from ST_DumpPoints(z.flat) v
  ) f
  where z.area > 0.05
),
lying as materialized (
  select id as entry_id, street_id, (row_number() over (partition by id, street_id order by low, high, part) - 1)::int as place,
         begins + greatest(low - pad, 0) as from_metres, begins + least(high + pad, length) as to_metres,
         -- within the middle third it is on neither side
         case when azimuth is null or offset_metres < width_metres / 6 then 'middle'
              when azimuth < 45 or azimuth >= 315 then 'north' when azimuth < 135 then 'east'
              when azimuth < 225 then 'south' else 'west' end as side,
         offset_metres, area as area_square_metres
  from along
)
