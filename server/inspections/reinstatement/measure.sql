-- What follows from the areas of a record: their ground as one, its metres, whether it lies on the works' ground, how far
-- the farther end point lies from it. `:areas` is a list of { shape, halfWidth }: a line with half its width, or an area.
-- The ends of a stretch are cut straight: so many metres of street are opened, and no more.
with given as (
  select ST_SetSRID(ST_GeomFromGeoJSON(g.shape), 4326) as shape, g."halfWidth" as half_width
  from jsonb_to_recordset(cast(:areas as jsonb)) as g (shape jsonb, "halfWidth" float8)
),
each as materialized (
  select case when half_width is null then shape
              else ST_Buffer(shape::geography, half_width, 'endcap=flat join=mitre mitre_limit=2')::geometry end as area,
         case when half_width is not null then ST_Length(shape::geography) end as metres
  from given
),
sized as materialized (
  select area, metres, ST_Area(area::geography) as square_metres, ST_Perimeter(area::geography) / 2 as half from each
),
made as materialized (
  -- an area is as long as the rectangle of its perimeter and area
  select ST_Multi(ST_CollectionExtract(ST_UnaryUnion(ST_Collect(area), 1e-10), 3)) as ground,
         sum(coalesce(metres, (half + sqrt(greatest(half ^ 2 - 4 * square_metres, 0))) / 2)) as length_metres
  from sized
)
-- finer than the wire: a narrow trench would lose per cents of itself to whole centimetres
select ST_AsGeoJSON(m.ground, 10)::jsonb as ground, ST_Area(m.ground::geography) as area_square_metres, m.length_metres,
       ST_CoveredBy(m.ground, w.reach) as is_there,
       coalesce((
         select max(ST_Distance(ST_SetSRID(ST_GeomFromGeoJSON(e.point), 4326)::geography, m.ground::geography))
         from jsonb_array_elements(cast(:ends as jsonb)) as e (point)), 0) as farthest_end
from made m cross join works w
where w.id = cast(:worksId as uuid)
