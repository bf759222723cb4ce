-- What a draft (relation `subject`, one row) makes with other works: one row per pair and kind, or one empty row.
select f.*
from (select 1) always
left join (
  select p.crossings, holding.kind, holding.rule_id, holding.severity, w.id, w.number, w.title, w.agency_id, w.category, w.status, w.version,
       w.occupies as period, w.status in ('reinstated','in_guarantee') as finished, w.guarantee_until,
       ST_AsGeoJSON(p.overlap, 7)::jsonb as overlap, p.overlap_metres, p.overlap_square_metres, p.distance_metres,
       p.shared, case when p.simultaneous then null else p.gap end as gap_days
from pair p /* holding */
join works w on w.id = p.w_id
where holding.holds
) f on true
order by array_position(array['blocking','warning','info'], f.severity), f.overlap_square_metres desc, f.id
