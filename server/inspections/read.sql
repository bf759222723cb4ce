-- Inspections as rows of a list; `/* more */` are the columns of a whole one.
select i.id, i.number, i.kind, i.outcome, i.started_at, i.ended_at, i.received_at, i.inspector_id, u.name_ar, u.name_en,
       i.visit_id, i.works_id, w.number as works_number, w.title as works_title, i.owner_id, i.contractor_id,
       i.municipality_id, i.stopped_works,
       (select count(*)::int from inspection_item t where t.inspection_id = i.id and t.result = 'fail') as failed
       /* more */
from inspection i
join works w on w.id = i.works_id
join account_name u on u.id = i.inspector_id
where true /* where */
