-- The line beside the middle of a street, from one of its metres to another: to the left where `:offset` is positive, looking
-- along the street. The bearing is of the whole stretch. No row where there is no such street.
with part as (
  select ST_LineSubstring(p.line_3857, greatest(cast(:from as float8) - p.from_metres, 0) / p.metres,
                          least(cast(:to as float8) - p.from_metres, p.metres) / p.metres) as flat,
         p.piece, cos(radians(ST_Y(ST_StartPoint(ST_Transform(p.line_3857, 4326))))) as scale
  from street s cross join lateral street_pieces(s) p
  where s.id = cast(:streetId as uuid) and p.metres > 0
    and p.from_metres < cast(:to as float8) and p.from_metres + p.metres > cast(:from as float8)
)
select degrees(ST_Azimuth((array_agg(ST_StartPoint(flat) order by piece))[1], (array_agg(ST_EndPoint(flat) order by piece desc))[1])) as bearing,
       ST_AsGeoJSON(ST_Transform(ST_CollectionExtract(ST_Collect(
         case when cast(:offset as float8) = 0 then flat else ST_OffsetCurve(flat, cast(:offset as float8) / scale) end), 2), 4326), 7)::jsonb as route
from part
