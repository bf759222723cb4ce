-- The ground of a drawing in its own pixels, y downwards: what lies under it, then its streets. `:west` … `:north` are its
-- frame in EPSG:3857, `:scale` pixels for one of its metres. What is smaller than a speck is left out, and so is what comes
-- after `:most`: the largest come first; of a whole city no building is looked for.
with frame as materialized (
  select ST_MakeEnvelope(:west, :south, :east, :north, 3857) as box,
         -cast(:west as double precision) as x, -cast(:north as double precision) as y,
         cast(:scale as double precision) as k
),
under as (
  select p.kind, ST_Scale(ST_Translate(ST_ClipByBox2D(p.geometry_3857, f.box), f.x, f.y), f.k, f.k) as shape
  from frame f join place p on p.geometry_3857 && f.box
  where p.kind in ('park','wadi','market','school','mosque','hospital','building')
    and (p.kind <> 'building' or cast(:withBuildings as boolean))
    and ST_Area(Box2D(p.geometry_3857)::geometry) * f.k ^ 2 > 4
  order by p.kind = 'building', ST_Area(p.geometry_3857) desc, p.id
  limit :most
),
streets as (
  select s.class as kind, s.width_metres as width, s.label_ar as ar, s.name_en as en,
         ST_Scale(ST_Translate(ST_ClipByBox2D(s.line_3857, f.box), f.x, f.y), f.k, f.k) as shape
  from frame f join street s on s.line_3857 && f.box
  order by s.width_metres desc, s.id
  limit :most
)
select kind, null as width, null as ar, null as en, ST_AsSVG(shape, 1, 1) as path, null::jsonb as line
from under where not ST_IsEmpty(shape)
union all
select kind, width, ar, en, null, ST_AsGeoJSON(ST_Scale(shape, 1, -1), 1)::jsonb
from streets where not ST_IsEmpty(shape)
