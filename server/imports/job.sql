-- Import jobs with the counts of their verdicts and reasons.
select j.id, j.kind, j.status, j.file_name, j.file_bytes, j.format, j.user_id, j.agency_id, j.mapping, j.columns, j.fault,
       j.total, j.checked, j.stored, j.created_at, j.updated_at,
       coalesce(c.counts, '{}'::jsonb) as counts, coalesce(r.reasons, '[]'::jsonb) as reasons
from import_job j
left join lateral (
  select jsonb_object_agg(verdict, n) as counts
  from (select verdict, count(*) as n from import_row where job_id = j.id and verdict is not null group by verdict) v
) c on true
left join lateral (
  select jsonb_agg(jsonb_build_object('code', code, 'verdict', verdict, 'rows', n) order by n desc, code) as reasons
  from (
    select x.code, x.verdict, count(distinct i.place) as n
    from import_row i cross join jsonb_to_recordset(i.reasons) as x (code text, verdict text)
    where i.job_id = j.id and i.verdict <> 'ok'
    group by x.code, x.verdict
  ) s
) r on true
where true /* where */
