-- Plans visits. What is planned already (the unique indexes of the table tell) is left as it is; gives those that are new.
-- The place is a point of the works' ground; the district is the one that holds it.
with given as (
  select g.*
  from jsonb_to_recordset(cast(:visits as jsonb)) as g (
    id uuid, works_id uuid, kind text, cause text, due_on date, note text, assigned_to uuid,
    report_id uuid, failed_id uuid, defect_id uuid
  )
),
placed as (
  select g.*, ST_PointOnSurface(w.footprint) as place, w.municipality_id
  from given g join works w on w.id = g.works_id
)
insert into visit (id, works_id, kind, cause, due_on, place, municipality_id, district_id, note, assigned_to, report_id,
                   failed_id, defect_id, created_at, created_by)
select p.id, p.works_id, p.kind, p.cause, p.due_on, p.place, p.municipality_id,
       (select d.id from place d
        where d.kind = 'district' and d.geometry_3857 && ST_Transform(p.place, 3857)
          and ST_Intersects(d.geometry_3857, ST_Transform(p.place, 3857))
        order by d.id limit 1),
       p.note, p.assigned_to, p.report_id, p.failed_id, p.defect_id, cast(:now as timestamptz), cast(:userId as uuid)
from placed p
order by p.id
on conflict do nothing
returning id, works_id, kind, cause, due_on, municipality_id
