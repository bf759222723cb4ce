-- What a printed permit or certificate tells of its works, as whoever asks may see it.
select w.id, w.number as works_number, w.title, w.category, w.utility, w.method, w.status, w.length_metres, w.area_square_metres,
       w.trench_width_metres, w.trench_depth_metres, w.connections,
       coalesce((
         select jsonb_agg(jsonb_build_object('number', n.number, 'label', n.label, 'parcel', n.parcel, 'meter', n.meter,
                                             'metres', n.length_metres) order by n.number)
         from works_connection n where n.works_id = w.id and n.state <> 'cancelled'), '[]') as connection_list,
       ST_AsGeoJSON(w.footprint, 7)::jsonb as footprint, ST_AsGeoJSON(coalesce(w.reinstated, w.footprint), 7)::jsonb as ground,
       w.actual_period as dug, (select p.number from permit p where p.works_id = w.id) as permit_number,
       jsonb_build_object('ar', a.name_ar, 'en', a.name_en) as agency,
       case when c.id is null then null else jsonb_build_object('ar', c.name_ar, 'en', c.name_en) end as contractor,
       jsonb_build_object('ar', o.name_ar, 'en', o.name_en) as office,
       jsonb_build_object('ar', m.name_ar, 'en', m.name_en) as municipality,
       coalesce((
         select jsonb_agg(jsonb_build_object('ar', n.name_ar, 'en', n.name_en) order by n.metres desc, n.name_ar)
         from (select s.name_ar, s.name_en, max(x.metres) as metres
               from works_street x join street s on s.id = x.street_id
               where x.works_id = w.id group by s.name_ar, s.name_en order by 3 desc limit 4) n), '[]') as streets
from works w
join organisation a on a.id = w.agency_id
left join organisation c on c.id = w.contractor_id
join municipality m on m.id = w.municipality_id
join organisation o on o.id = m.organisation_id
where w.id = cast(:worksId as uuid)
