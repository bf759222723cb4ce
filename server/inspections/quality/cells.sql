-- Defects counted by the cells of a grid that is as fine as the box is small, down to what singles nobody out. What is told of a cell is
-- made of what is told of those within it: a finest cell of few is told of with others of few beside it, once they are enough
-- together in a larger one. So whatever is taken from what, there are never few left. A cell is told whole to those whom row security shows all of it.
with recursive sized as materialized (
  select f.finest, l.level, m.metres, floor(f.west / m.metres)::bigint as from_x, ceil(f.east / m.metres)::bigint as to_x,
         floor(f.south / m.metres)::bigint as from_y, ceil(f.north / m.metres)::bigint as to_y
  from (
    select ST_XMin(b) as west, ST_YMin(b) as south, ST_XMax(b) as east, ST_YMax(b) as north,
           power(2, ceil(log(2, cast(:leastMetres as numeric))))::float8 as finest
    from ST_Transform(ST_MakeEnvelope(:west, :south, :east, :north, 4326), 3857) as b
  ) f
  cross join lateral (
    select ceil(log(2, greatest((f.east - f.west) / cast(:across as float8) / f.finest, 1)::numeric))::int as level
  ) l
  cross join lateral (select f.finest * power(2, l.level) as metres) m
),
-- of whole cells of the size that is shown: a part of one would be told of otherwise than all of it
fine as materialized (
  select c.x, c.y, c.defects, c.grave
  from sized s
  cross join lateral (
    select ST_Transform(ST_MakeEnvelope(s.from_x * s.metres - s.finest / 2, s.from_y * s.metres - s.finest / 2,
                                        s.to_x * s.metres + s.finest / 2, s.to_y * s.metres + s.finest / 2, 3857), 4326) as box
  ) a
  cross join lateral defect_cells(ST_XMin(a.box), ST_YMin(a.box), ST_XMax(a.box), ST_YMax(a.box), s.finest) c
  where c.x >> s.level >= s.from_x and c.x >> s.level < s.to_x and c.y >> s.level >= s.from_y and c.y >> s.level < s.to_y
),
told as (
  select 0 as level, x, y, defects, grave, defects >= cast(:fewestDefects as int) as is_told from fine
  union all
  select t.level + 1, t.x, t.y, t.defects, t.grave,
         t.is_told or sum(case when t.is_told then 0 else t.defects end)
           over (partition by t.x >> (t.level + 1), t.y >> (t.level + 1)) >= cast(:fewestDefects as int)
  from told t cross join sized s where t.level < s.level
),
cell as (
  select s.metres, t.x >> s.level as x, t.y >> s.level as y,
         coalesce(sum(t.defects) filter (where t.is_told), 0)::int as told_defects, sum(t.defects)::int as defects,
         coalesce(sum(t.grave) filter (where t.is_told), 0)::int as told_grave, sum(t.grave)::int as grave
  from sized s join told t on t.level = s.level
  group by 1, 2, 3
)
select ST_AsGeoJSON(ST_Transform(g.square, 4326), 6)::jsonb as geometry,
       case when o.is_seen then c.defects else c.told_defects end as defects,
       case when o.is_seen then c.grave else c.told_grave end as grave
from cell c
cross join lateral (
  select ST_MakeEnvelope(c.x * c.metres, c.y * c.metres, (c.x + 1) * c.metres, (c.y + 1) * c.metres, 3857) as square
) g
cross join lateral (
  select c.told_defects < c.defects and c.defects = (
    select count(*) from defect d
    where d.state <> 'withdrawn' and d.place && ST_Transform(g.square, 4326)
      and floor(ST_X(ST_Centroid(d.place_3857)) / c.metres) = c.x and floor(ST_Y(ST_Centroid(d.place_3857)) / c.metres) = c.y) as is_seen
) o
where c.told_defects > 0 or o.is_seen
order by c.y, c.x
limit 4000
