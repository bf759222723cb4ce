-- Works of an area whose ground is open though their permit has run out, the longest first, with how many there are.
select w.id, w.number, w.title, w.agency_id, w.status, p.number as permit, p.valid, case when /* party */ then o.charge end as charge, o.currency, count(*) over () as total,
       ST_AsGeoJSON(w.footprint, 6)::jsonb as shape, s.name_ar as street_ar, s.name_en as street_en
from (select /* area */ as area offset 0) a
join works w on w.reach && a.area and ST_Intersects(w.footprint, a.area)
join permit p on p.works_id = w.id
left join overrun o on o.works_id = w.id and o.days > 0
left join street s on s.id = w.street_id
where w.status in ('in_progress','suspended') and upper(p.valid) <= cast(:today as date) and /* sight */
order by upper(p.valid), w.id
limit :most
