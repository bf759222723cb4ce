select * from (
select /* place */, array_position(array['blocking','warning','info'], c.severity) as rank, -c.overlap_square_metres as less,
       c.works_a, c.works_b, c.kind, c.rule_id, c.severity, c.state, c.overlap_metres, c.overlap_square_metres,
       c.distance_metres, c.shared, c.gap_days, ST_AsGeoJSON(c.overlap, 7)::jsonb as overlap,
       a.number as a_number, a.title as a_title, a.agency_id as a_agency, a.status as a_status, a.occupies as a_period,
       a.category as a_category, a.guarantee_until as a_guarantee_until,
       b.number as b_number, b.title as b_title, b.agency_id as b_agency, b.status as b_status, b.occupies as b_period,
       b.category as b_category, b.guarantee_until as b_guarantee_until,
       l.crossings, s.name_ar as street_ar, s.name_en as street_en
from conflict c
join works a on a.id = c.works_a
join works b on b.id = c.works_b
left join street s on s.id = coalesce(a.street_id, b.street_id)
left join lateral (
  -- seen from a: where one closes what the other leads along
  select jsonb_agg(jsonb_build_object('closes', case when n.leads_b then 'own' else 'other' end,
           'own', jsonb_build_object('start', lower(n.a_days), 'end', upper(n.a_days) - 1),
           'other', jsonb_build_object('start', lower(n.b_days), 'end', upper(n.b_days) - 1))) as crossings
  from (
    select d.works_id = b.id as leads_b,
           case when d.works_id = a.id then diversion_days(a.occupies, d.first_day, d.last_day) else a.occupies end as a_days,
           case when d.works_id = b.id then diversion_days(b.occupies, d.first_day, d.last_day) else b.occupies end as b_days
    from diversion d
    where d.works_id in (a.id, b.id)
      and case when d.works_id = b.id then a.closure = any (cast(:closing as text[])) and ST_Intersects(a.footprint, d.ground)
               else b.closure = any (cast(:closing as text[])) and ST_Intersects(b.footprint, d.ground) end
  ) n where n.a_days && n.b_days
) l on c.kind = 'diversion'
where true /* where */
) listed /* after */
limit :limit
