-- Ground that two works which have not been dug would open each for itself, the longest first: what stands in the register.
-- The index conflict_chance gives them in this order; the list of kinds must be the one that it names. The works are looked
-- up one by one (lateral, offset 0), so that the search ends as soon as enough are found, however many there are.
select c.works_a, c.works_b, c.overlap_metres as metres,
       a.agency_id as a_agency, a.category as a_category, a.status as a_status, a.occupies as a_period,
       a.road_class as a_class, a.group_id as a_group, a.lead_id as a_lead,
       b.agency_id as b_agency, b.category as b_category, b.status as b_status, b.occupies as b_period,
       b.road_class as b_class, b.group_id as b_group, b.lead_id as b_lead
from conflict c
cross join lateral (
  select w.agency_id, w.category, w.status, w.occupies, w.road_class, g.id as group_id, g.lead_id
  from works w
  left join works_group_member m on m.works_id = w.id and m.left_at is null
  left join works_group g on g.id = m.group_id
  where w.id = c.works_a and w.status = any (cast(:waiting as text[])) and w.category <> 'emergency'
    and upper(w.occupies) > cast(:today as date)
  offset 0
) a
cross join lateral (
  select w.agency_id, w.category, w.status, w.occupies, w.road_class, g.id as group_id, g.lead_id
  from works w
  left join works_group_member m on m.works_id = w.id and m.left_at is null
  left join works_group g on g.id = m.group_id
  where w.id = c.works_b and w.status = any (cast(:waiting as text[])) and w.category <> 'emergency'
    and upper(w.occupies) > cast(:today as date)
  offset 0
) b
where c.kind in ('clash','repeat_dig')
  and c.overlap_metres >= cast(:leastMetres as float8)
  -- those that are linked already need their days brought together, and no other link
  and (a.group_id is null or a.group_id is distinct from b.group_id)
  /* where */
order by c.overlap_metres desc, c.works_a, c.works_b
limit :most
