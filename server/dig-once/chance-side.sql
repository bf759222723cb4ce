-- A works that could share its trench: published, not dug and no emergency, and its days are not over. Nobody joins a trench
-- whose lead has begun, and who is in it joins no other.
select w.id, w.agency_id, w.category, w.status, w.occupies, w.road_class, w.project_id, g.id as group_id, g.lead_id
from works w
left join works_group_member m on m.works_id = w.id and m.left_at is null
left join works_group g on g.id = m.group_id
left join works l on l.id = g.lead_id
where w.status = any (cast(:waiting as text[])) and w.category <> 'emergency'
  and upper(w.occupies) > cast(:today as date)
  and (g.id is null or l.status = any (cast(:waiting as text[])) and l.category <> 'emergency')
