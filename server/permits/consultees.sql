-- Who is asked about applications: agencies with works on or near its ground within the dig-once window, or with assets
-- on or near what is dug (whose and where they are, the asker does not see), those asked on traffic where it is hindered much or closed out, and the municipalities it touches besides the one that decides.
-- Takes the relation `subject`: the works as they are stored, or one as an amendment would make it.
with /* subject */,
asked as (
  select s.id as works_id, w.agency_id, 'works_nearby' as ground
  from subject s
  join works w on w.reach && s.reach and ST_Intersects(w.reach, s.reach) and w.id <> s.id
   and w.standing && daterange(lower(s.standing) - cast(:window as int), upper(s.standing) + cast(:window as int))
  where w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                     'returned','suspended','reinstated','in_guarantee')
  union
  select n.works_id, n.agency_id, 'assets_nearby'
  from (select array_agg(s.id) as ids, array_agg(s.footprint) as grounds from subject s) d
  cross join lateral owners_near(d.ids, d.grounds, cast(:assetMetres as float8)) n
  union
  select s.id, o.id, 'traffic' from subject s join organisation o on o.asked_on_traffic 
  where s.traffic_impact = 'major' or s.closure <> 'none'
  union
  select s.id, m.organisation_id, 'municipality'
  from subject s join municipality m on m.id = any (s.municipality_ids) and m.id <> s.municipality_id
)
select s.id as works_id, o.id, o.silence_approves, array_agg(a.ground order by a.ground) as grounds
from asked a join subject s on s.id = a.works_id join organisation o on o.id = a.agency_id
where o.id <> s.agency_id
  and o.id <> (select organisation_id from municipality where id = s.municipality_id)
group by s.id, o.id, o.silence_approves
order by s.id, o.id
