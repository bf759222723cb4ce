-- What a report led to and whether it was accepted on the spot: the works that it lies on, and the defects that were found by the
-- visit which was made for it.
select coalesce(w.status = 'closed', false) as "isWorksClosed", dispute_ruled_out(r.id) as "isDefectVerified"
from report r left join works w on w.id = r.works_id
where r.id = cast(:id as uuid)
