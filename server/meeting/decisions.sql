-- What was decided of works of an area in some days: cases that came to an end by agreement or decision, findings that were let pass,
-- objections that were overruled, trenches that are shared after a call, what meetings on that quarter, or in it, agreed on
-- or left to somebody: these first, for a meeting begins with them. What a case carried out is told with the case, to those who
-- see it; why something was let pass or overruled, to the parties of its works.
with asked as materialized (
  select /* area */ as area,
         cast(:start as timestamp) at time zone :zone as since, (cast(:end as date) + 1)::timestamp at time zone :zone as until
),
found as (
  select 'case' as kind, c.id, c.ended_at as at, c.number, c.ended_by as how, c.reason, null::uuid as agency_id,
         array(select works_id from case_works x where x.case_id = c.id order by works_id <> c.cause_works_id, works_id) as works_ids,
         (select p.measure from case_proposal p where p.case_id = c.id and p.state in ('accepted','decided')
          order by p.at desc, p.id desc limit 1) as measure,
         null::date as due, 0 as place, null::text as settled
  from asked a join coordination_case c on c.ended_at >= a.since and c.ended_at < a.until and c.ended_by in ('agreed','decided')
  where /* cases */
  union all
  select 'waiver', v.id, v.at, null, v.kind, null, null,
         case when v.other_type = 'works' then array[v.works_id, v.other_id::uuid] else array[v.works_id] end, null, null, 0, null
  from asked a join waiver v on v.at >= a.since and v.at < a.until
  where v.case_id is null and not v.carried
  union all
  select 'overruled', n.id, n.overruled_at, null, null, null, n.agency_id, array[n.works_id], null, null, 0, null
  from asked a join consultation n on n.overruled_at >= a.since and n.overruled_at < a.until
  union all
  select 'shared', g.id, g.linked_at, null, null, null, null, array[g.lead_id] || array(
           select m.works_id from works_group_member m
           where m.group_id = g.id and m.left_at is null and m.works_id <> g.lead_id order by m.works_id), null, null, 0, null
  from asked a join works_group g on g.linked_at >= a.since and g.linked_at < a.until and g.dissolved_at is null
  where exists (select 1 from works_group_member m where m.group_id = g.id and m.cause_kind = 'call')
  union all
  select 'meeting', m.id, m.ended_at, m.number, i.outcome, i.words, i.settler_id,
         array(select (x ->> 'id')::uuid from jsonb_array_elements(i.content -> 'ar' -> 'works') x)
           || case when i.content #>> '{ar,about,type}' = 'works' then array_remove(array[(i.content #>> '{ar,about,id}')::uuid], null) else '{}' end,
         null, i.settle_by, i.number, s.words
  from asked a
  join meeting m on m.state = 'closed' and (m.quarter = :beforeQuarter or m.ended_at >= a.since and m.ended_at < a.until)
  join meeting_item i on i.meeting_id = m.id and i.outcome in ('agreed','to_settle')
  /* settled */
  where /* meetings */ and /* items */
),
-- what a meeting said of a place lies where the place does; where that is not known, on the ground of the meeting. An item that had
-- looked back on it already names the place before what was said
placed as (
  select f.*, case when i.point = 'decisions' then i.content -> cast(:language as text) #>> '{facts,0}'
              else i.content -> cast(:language as text) ->> 'title' end as subject, coalesce(i.shape, m.frozen #> '{ar,area,ground}') as ground, i.shape
  from found f
  left join meeting m on f.kind = 'meeting' and f.works_ids = '{}' and m.id = f.id
  left join meeting_item i on i.meeting_id = m.id and i.number = f.place
)
select t.kind, t.id, t.at, t.number, t.how, coalesce(t.reason, said.reason,
       case when t.kind = 'overruled' then consultation_words(t.id) ->> 'overruled' end) as reason, t.agency_id, t.works_ids, t.measure, t.due,
       t.subject, t.shape, t.settled, t.total, t.is_told
from (
  select f.*, count(*) over () as total,
         f.kind in ('case','meeting') or exists (select 1 from works w where w.id = any (f.works_ids) and /* party */) as is_told
  from placed f, asked a
  where ST_Intersects(ST_SetSRID(ST_GeomFromGeoJSON(f.ground), 4326), a.area)
     or exists (select 1 from works w where w.id = any (f.works_ids) and w.reach && a.area and ST_Intersects(w.footprint, a.area) and /* sight */)
  order by f.kind <> 'meeting', f.at, f.id, f.place
  limit :most
) t
left join lateral waiver_words(array[t.id]) said on t.kind = 'waiver'
order by t.kind <> 'meeting', t.at, t.id, t.place
