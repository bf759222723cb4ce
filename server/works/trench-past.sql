-- Since when a works has shared its trench with others, and until when: they share it while both are in one group.
with mine as (
  select group_id, linked_at, left_at from works_group_member where works_id = cast(:worksId as uuid)
),
shared as (
  select m.group_id, o.works_id, greatest(m.linked_at, o.linked_at) as since, least(m.left_at, o.left_at) as until
  from mine m
  join works_group_member o on o.group_id = m.group_id and o.works_id <> cast(:worksId as uuid)
  where o.linked_at < coalesce(m.left_at, 'infinity') and m.linked_at < coalesce(o.left_at, 'infinity')
),
moments as (
  select group_id, since as at, true as is_shared, array_agg(works_id order by works_id) as works_ids
  from shared group by group_id, since
  union all
  select group_id, until, false, array_agg(works_id order by works_id)
  from shared where until is not null group by group_id, until
)
select x.at, x.is_shared, x.works_ids, g.lead_id,
       case when x.is_shared then null else g.dissolved_reason end as reason,
       u.id as user_id, u.name_ar, u.name_en,
       coalesce((select max(h.version) from works_history h where h.works_id = cast(:worksId as uuid) and h.at <= x.at), 1) as version
from moments x
join works_group g on g.id = x.group_id
left join account_name u on u.id = case
  when x.is_shared and x.at = g.linked_at then g.linked_by
  when not x.is_shared and x.at = g.dissolved_at then g.dissolved_by end
order by x.at desc, x.is_shared
