-- Visits with what whoever goes there knows of the works. `/* near */` gives the distance where it is asked for, and
-- `/* nearest */` which ones those are, by their place in that order.
select v.id, v.version, v.kind, v.cause, v.state, v.due_on, ST_AsGeoJSON(v.place, 7)::jsonb as place, v.taken_at, v.note,
       v.failed_id, v.inspection_id, v.report_id, v.defect_id, v.assigned_to, u.name_ar, u.name_en,
       d.id as district_id, d.name_ar as district_ar, coalesce(d.name_en, d.name_ar) as district_en,
       w.id as works_id, w.number, w.title, w.status, w.version as works_version, w.agency_id, w.contractor_id,
       w.municipality_id, w.traffic_impact, w.period, s.name_ar as street_ar, s.name_en as street_en,
       (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'kind', o.kind, 'cause', o.cause, 'dueOn', o.due_on)
                                  order by o.due_on, o.id), '[]')
        from visit o where o.works_id = v.works_id and o.id <> v.id and o.state in ('due','taken')) as others /* near */
from visit v /* nearest */
join works w on w.id = v.works_id
left join street s on s.id = w.street_id
left join account_name u on u.id = v.assigned_to
left join place d on d.id = v.district_id
where /* where */
