-- How much else the agency of a draft does in its category on its main street, with at most so many free days between; one row.
select count(*)::int as works, coalesce(sum(upper(w.period) - lower(w.period)), 0)::int as days,
       coalesce(sum(w.connections), 0)::int as connections, coalesce(sum(w.length_metres), 0)::float8 as metres,
       string_agg(w.number, ' · ' order by lower(w.period), w.number) as numbers
from works_street s
join works w on w.id = s.works_id and w.street_id = s.street_id
where s.street_id = cast(:streetId as uuid) and w.id <> cast(:id as uuid) and w.category = :category
  and w.agency_id = coalesce((select own.agency_id from works own where own.id = cast(:id as uuid)), cast(:agencyId as uuid))
  and (cast(:projectId as uuid) is null or w.project_id is distinct from cast(:projectId as uuid))
  and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress','returned','suspended',
                   'reinstated','in_guarantee','closed')
  and w.period && daterange(cast(:start as date) - cast(:within as int) - 1, cast(:end as date) + cast(:within as int) + 1, '[]')
