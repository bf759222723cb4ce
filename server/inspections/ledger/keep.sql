-- Makes the ledger's rows of the works named right: those whose ground was opened have one, and the stretches that follow.
-- What was opened is what the records of its closing tell; until there are any, the route and its connections as wide as its trench.
with opened as materialized (
  select w.id, coalesce(w.reinstated, opened_lines(w)) as route, coalesce(w.reinstated, w.footprint) as ground,
         coalesce(w.trench_width_metres, cast(:trenchWidth as float8)) as width,
         lower(w.actual_period) as opened_on,
         case when not upper_inf(w.actual_period) then upper(w.actual_period) - 1 end as closed_on,
         w.guarantee_until,
         case when w.category = 'road_works' then 'surface' when w.method in ('open_cut','micro_trench') then 'cut' else 'uncut' end as kind
  from works w where w.id = any (cast(:ids as uuid[])) and w.actual_period is not null
),
/* stretches */,
shut as (
  delete from pavement_entry e
  where e.works_id = any (cast(:ids as uuid[])) and not exists (select 1 from opened o where o.id = e.works_id)
),
entered as (
  insert into pavement_entry (id, works_id, kind, opened_on, closed_on, guarantee_until, ground)
  select id, id, kind, opened_on, closed_on, guarantee_until, case when kind = 'surface' then ground end from opened
  on conflict (id) do update
  set kind = excluded.kind, opened_on = excluded.opened_on, closed_on = excluded.closed_on,
      guarantee_until = excluded.guarantee_until, ground = excluded.ground,
      version = pavement_entry.version + case
        when (pavement_entry.kind, pavement_entry.opened_on, pavement_entry.closed_on, encode(ST_AsBinary(pavement_entry.ground), 'hex'))
             is distinct from (excluded.kind, excluded.opened_on, excluded.closed_on, encode(ST_AsBinary(excluded.ground), 'hex'))
          then 1 else 0 end
  -- what stays as it was is written for nobody to hear of
  where (pavement_entry.kind, pavement_entry.opened_on, pavement_entry.closed_on, pavement_entry.guarantee_until,
         encode(ST_AsBinary(pavement_entry.ground), 'hex'))
        is distinct from (excluded.kind, excluded.opened_on, excluded.closed_on, excluded.guarantee_until,
                          encode(ST_AsBinary(excluded.ground), 'hex'))
),
/* written */
