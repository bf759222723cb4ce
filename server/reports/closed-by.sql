-- What a report led to and whether it was accepted on the spot: the works that it lies on, and the defects that were found by the
-- visit which was made for it. One that was taken back was none, and proves nothing.
select coalesce(w.status = 'closed', false) as "isWorksClosed",
       coalesce((
         select bool_or(d.state = 'verified') and bool_and(d.state in ('verified','withdrawn'))
         from visit v join defect d on d.inspection_id = v.inspection_id
         where v.report_id = r.id
       ), false) as "isDefectVerified"
from report r left join works w on w.id = r.works_id
where r.id = cast(:id as uuid)
