select c.works_a, c.works_b, c.kind, c.rule_id, c.severity, c.state, c.overlap_metres, c.overlap_square_metres,
       c.distance_metres, c.shared, c.gap_days, ST_AsGeoJSON(c.overlap, 7)::jsonb as overlap,
       a.number as a_number, a.title as a_title, a.agency_id as a_agency, a.status as a_status, a.occupies as a_period,
       a.category as a_category, a.guarantee_until as a_guarantee_until,
       b.number as b_number, b.title as b_title, b.agency_id as b_agency, b.status as b_status, b.occupies as b_period,
       b.category as b_category, b.guarantee_until as b_guarantee_until,
       s.name_ar as street_ar, s.name_en as street_en
from conflict c
join works a on a.id = c.works_a
join works b on b.id = c.works_b
left join street s on s.id = coalesce(a.street_id, b.street_id)
where true /* where */
order by /* streets */ array_position(array['blocking','warning','info'], c.severity), c.overlap_square_metres desc, c.works_a, c.works_b, c.kind
limit :limit offset :offset
