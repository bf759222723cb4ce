-- What the ledger of the pavement holds a footprint to, whatever days are planned: surfaces that were renewed, and ground
-- that was opened before there was this register or whose works is closed already; other works' own ground is the pairs'. Where the office protects a surface by
-- itself, as it was renewed then or later, that ground is held to that instead: `bare` is what is left of it, null where
-- nothing is. One empty row where nothing is found.
with own as (
  select ST_GeomFromEWKB(decode(:footprint, 'hex')) as footprint, ST_GeomFromEWKB(decode(:route, 'hex')) as route
),
met as materialized (
  select e.id, e.ground
  from own o
  join pavement_entry e on e.ground && o.footprint and ST_Intersects(e.ground, o.footprint)
  where e.closed_on > cast(:today as date) - cast(:longestDays as int) or e.guarantee_until >= cast(:today as date)
  union all
  -- the ledger keeps no ground of cuts: of works that are closed it is theirs, while it rests
  select w.id, coalesce(w.reinstated, w.footprint)
  from own o
  join works w on w.reach && o.footprint and ST_Intersects(coalesce(w.reinstated, w.footprint), o.footprint)
  where w.status = 'closed' and w.category <> 'road_works'
    and upper(w.actual_period) > cast(:restsFrom as date) - cast(:restDays as int)
),
found as materialized (
  select e.id, e.kind, e.works_id is null as is_before,
         coalesce(w.status = 'closed', false) as is_cleared, coalesce(w.number, e.code) as number, coalesce(w.title, e.title) as title,
         coalesce(w.agency_id, e.agency_id) as agency_id, e.guarantor, e.opened_on, e.closed_on, e.guarantee_until, e.version,
         shared_ground(m.ground, o.footprint) as overlap, shared_ground(m.ground, o.route) as along
  from own o
  cross join met m
  join pavement_entry e on e.id = m.id
  left join works w on w.id = e.works_id
  where e.closed_on is not null and e.id <> cast(:id as uuid)
    and (cast(:projectId as uuid) is null or w.project_id is distinct from cast(:projectId as uuid))
),
-- areas and lines apart: the embedded engine cannot overlay a mixed collection
protected as materialized (
  select f.id, ST_CollectionExtract(f.overlap, 3) as overlap, ST_CollectionExtract(f.along, 2) as along,
         ST_UnaryUnion(ST_Collect(p.ground), 1e-10) as ground
  from found f
  join protected_surface p on p.ground && f.overlap and ST_Intersects(p.ground, ST_CollectionExtract(f.overlap, 3))
  where f.kind = 'surface' and p.resurfaced_on >= f.closed_on and p.protected_until >= cast(:today as date)
  group by f.id, f.overlap, f.along
),
bared as materialized (
  select p.id, left_over.ground as overlap, remaining_ground(p.along, p.ground) as along
  from protected p
  cross join lateral (
    select ST_Collect(d.geom) as ground
    from ST_Dump(remaining_ground(p.overlap, p.ground)) d
    -- a fringe along what is protected, no wider than the space that works take beside a trench, is that space and no surface
    where 2 * ST_Area(d.geom::geography) > cast(:workingSpace as float8) * ST_Perimeter(d.geom::geography)
       or exists (
         select 1 from ST_DumpPoints(ST_Segmentize(d.geom::geography, cast(:workingSpace as float8))::geometry) c
         where round(ground_distance(c.geom, p.ground)::numeric, 1) > cast(:workingSpace as numeric))
  ) left_over
)
select f.id, f.kind, f.is_before, f.is_cleared, f.number, f.title, f.agency_id, f.guarantor, f.opened_on, f.closed_on, f.guarantee_until,
       f.version, ST_AsGeoJSON(f.overlap, 7)::jsonb as overlap, ST_Area(f.overlap::geography) as overlap_square_metres,
       ST_Length(f.along::geography) as overlap_metres, ST_AsGeoJSON(n.bare, 7)::jsonb as bare,
       ST_Area(n.bare::geography) as bare_square_metres, ST_Length(n.along::geography) as bare_metres
from (select 1) always
left join found f on true
left join bared b on b.id = f.id
left join lateral (
  select case when b.id is null then f.overlap else b.overlap end as bare, case when b.id is null then f.along else b.along end as along
) n on true
order by overlap_square_metres desc, f.id
