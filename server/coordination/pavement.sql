-- What the ledger of the pavement holds a footprint to, whatever days are planned: surfaces that were renewed, and ground
-- that was opened before there was this register; works' own ground is the pairs'. A surface that the office protects by
-- itself, as it was renewed then or later, is held to that instead. One empty row where there is nothing.
with own as (
  select ST_GeomFromEWKB(decode(:footprint, 'hex')) as footprint, ST_GeomFromEWKB(decode(:route, 'hex')) as route
),
found as (
  select e.id, e.kind, e.works_id is null as is_before, coalesce(w.number, e.code) as number, coalesce(w.title, e.title) as title,
         coalesce(w.agency_id, e.agency_id) as agency_id, e.guarantor, e.opened_on, e.closed_on, e.guarantee_until, e.version,
         shared_ground(e.ground, o.footprint) as overlap, shared_ground(e.ground, o.route) as along
  from own o
  join pavement_entry e on e.ground && o.footprint and ST_Intersects(e.ground, o.footprint)
  left join works w on w.id = e.works_id
  where e.closed_on is not null and e.id <> cast(:id as uuid)
    and (cast(:projectId as uuid) is null or w.project_id is distinct from cast(:projectId as uuid))
    and (e.closed_on > cast(:today as date) - cast(:longestDays as int) or e.guarantee_until >= cast(:today as date))
)
select id, kind, is_before, number, title, agency_id, guarantor, opened_on, closed_on, guarantee_until, version,
       ST_AsGeoJSON(overlap, 7)::jsonb as overlap, ST_Area(overlap::geography) as overlap_square_metres,
       ST_Length(along::geography) as overlap_metres,
       exists (
         select 1 from protected_surface p
         where p.ground && f.overlap and p.resurfaced_on >= f.closed_on and ST_Intersects(p.ground, f.overlap)
       ) as is_protected
from (select 1) always
left join found f on true
order by overlap_square_metres desc, id
