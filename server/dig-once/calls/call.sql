-- Stores a call with what follows from its ground: the municipalities it touches, the one that holds most of it first, and
-- who is asked: agencies with works there that have not been dug, and the offices of those municipalities.
with ground as materialized (
  select /* ground */ as area
),
placed as materialized (
  select g.area,
         coalesce(
           (select array_agg(m.id order by ST_Area(shared_ground(m.boundary, g.area)::geography) desc, m.id)
            from municipality m where m.boundary && g.area and ST_Intersects(m.boundary, g.area)),
           (select array[r.id] from municipality r where r.is_root order by r.region_id = :rootRegion desc limit 1)
         ) as municipality_ids
  from ground g
)
insert into interest_call (id, agency_id, title, text, area, period, closes_on, municipality_ids, asked, proposed, lead_id,
                           called_at, called_by)
select cast(:id as uuid), cast(:agencyId as uuid), :title, cast(:text as text), p.area,
       daterange(cast(:start as date), cast(:end as date), '[]'), cast(:closesOn as date), p.municipality_ids,
       array(
         select w.agency_id from works w
         where w.reach && p.area and ST_Intersects(w.footprint, p.area)
           and w.status in ('planned','submitted','in_coordination','approved','permitted','returned')
         union
         select m.organisation_id from municipality m where m.id = any (p.municipality_ids)
         except
         select cast(:agencyId as uuid)
       ),
       cast(:proposed as uuid[]), cast(:leadId as uuid), cast(:now as timestamptz), cast(:userId as uuid)
from placed p
returning id
