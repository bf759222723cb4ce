-- Stores `lying` as the stretches of the entries in `opened`; those that are no longer there go.
gone as (
  delete from pavement_stretch t using opened o
  where t.entry_id = o.id and not exists (
    select 1 from lying l where l.entry_id = t.entry_id and l.street_id = t.street_id and l.place = t.place)
),
stretched as (
  insert into pavement_stretch (entry_id, street_id, place, from_metres, to_metres, side, offset_metres, area_square_metres)
  select entry_id, street_id, place, from_metres, to_metres, side, offset_metres, area_square_metres from lying
  on conflict (entry_id, street_id, place) do update
  set from_metres = excluded.from_metres, to_metres = excluded.to_metres, side = excluded.side,
      offset_metres = excluded.offset_metres, area_square_metres = excluded.area_square_metres
  returning 1
)
select (select count(*) from stretched)::int as stretches
