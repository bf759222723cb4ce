-- How much of a works its records cover: of lines, so much of their length lies on them or so near beside them, of the route and
-- of all its connections that were not given up; of an area, so much of it.
with recorded as materialized (
  select ST_UnaryUnion(ST_Collect(r.ground), 1e-10) as ground from reinstatements_now(cast(:worksId as uuid)) r
),
near as materialized (
  select case when ST_Dimension(w.route) = 1 then ST_Buffer(r.ground::geography, cast(:besideMetres as float8), 4)::geometry
              else r.ground end as ground, opened_lines(w) as opened, w.area_square_metres
  from works w cross join recorded r where w.id = cast(:worksId as uuid)
)
select case when ground is null then 0
            when ST_Dimension(opened) = 1
              then (select sum(ST_Length(shared_ground(l.geom, ground)::geography)) / nullif(sum(ST_Length(l.geom::geography)), 0)
                    from ST_Dump(opened) l)
            else ST_Area(ST_CollectionExtract(shared_ground(opened, ground), 3)::geography) / nullif(area_square_metres, 0)
       end as share
from near
