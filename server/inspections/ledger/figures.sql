-- What became of the surface of a segment `g` of a street `s`: joined to them. A surface is renewed where at least half of
-- the segment was; cuts count from `:from` on, and only those made since then. What a stretch takes of a segment is its share.
left join lateral (
  select max(e.closed_on) as surfaced_on
  from pavement_stretch t join pavement_entry e on e.id = t.entry_id
  where t.street_id = g.street_id and e.kind = 'surface' and e.closed_on is not null
    and least(t.to_metres, g.to_metres) - greatest(t.from_metres, g.from_metres) >= (g.to_metres - g.from_metres) / 2
) renewed on true
left join lateral (
  select count(distinct e.id) filter (where e.kind = 'cut')::int as cuts,
         coalesce(sum(t.area_square_metres * (least(t.to_metres, g.to_metres) - greatest(t.from_metres, g.from_metres))
                      / greatest(t.to_metres - t.from_metres, 0.01)) filter (where e.kind = 'cut'), 0) as cut_square_metres,
         max(e.opened_on) filter (where e.kind = 'cut') as last_cut_on,
         max(e.guarantee_until) as guarantee_until,
         count(distinct e.id) filter (where e.closed_on is null)::int as open
  from pavement_stretch t join pavement_entry e on e.id = t.entry_id
  where t.street_id = g.street_id and e.kind <> 'uncut'
    and least(t.to_metres, g.to_metres) - greatest(t.from_metres, g.from_metres) > 0.2
    and (e.kind <> 'cut' or (cast(:from as date) is null or e.opened_on >= cast(:from as date)))
    and (e.kind <> 'cut' or renewed.surfaced_on is null or e.opened_on > renewed.surfaced_on)
) dug on true
