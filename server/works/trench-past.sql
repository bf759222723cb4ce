-- Since when a works has shared its trench with others, and until when: they share it while both are in one group. Whoever
-- linked the later of two made them share it.
with mine as (
  select group_id, linked_at, linked_by, left_at from works_group_member where works_id = cast(:worksId as uuid)
),
shared as (
  select m.group_id, o.works_id, greatest(m.linked_at, o.linked_at) as since, least(m.left_at, o.left_at) as until,
         o.linked_at > m.linked_at as is_joined,
         case when o.linked_at > m.linked_at then o.linked_by else m.linked_by end as linked_by
  from mine m
  join works_group_member o on o.group_id = m.group_id and o.works_id <> cast(:worksId as uuid)
  where o.linked_at < coalesce(m.left_at, 'infinity') and m.linked_at < coalesce(o.left_at, 'infinity')
),
moments as (
  select group_id, since as at, case when is_joined then 'join_trench' else 'share_trench' end as event, linked_by,
         array_agg(works_id order by works_id) as works_ids
  from shared group by group_id, since, is_joined, linked_by
  union all
  select group_id, until, 'leave_trench', null, array_agg(works_id order by works_id)
  from shared where until is not null group by group_id, until
)
select x.at, x.event, x.works_ids, g.lead_id,
       case when x.event = 'leave_trench' then g.dissolved_reason end as reason,
       u.id as user_id, u.name_ar, u.name_en,
       coalesce((select max(h.version) from works_history h where h.works_id = cast(:worksId as uuid) and h.at <= x.at), 1) as version
from moments x
join works_group g on g.id = x.group_id
left join account_name u on u.id = case
  when x.event <> 'leave_trench' then x.linked_by
  when x.at = g.dissolved_at then g.dissolved_by end
order by x.at desc, x.event <> 'leave_trench'
