-- Works on whose ground a report lies, standing or in guarantee: the nearest first.
select w.id, w.number, w.title, w.agency_id as "agencyId"
from report r join works w on w.reach && r.place and ST_Intersects(w.reach, r.place)
where r.id = cast(:id as uuid)
  and w.status in ('permitted','in_progress','suspended','reinstated','in_guarantee')
order by ST_Distance(w.footprint::geography, r.place::geography), lower(w.occupies) desc, w.id
limit :most
