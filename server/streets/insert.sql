-- Stores streets; one with a code that its region knows is brought up to date. Tells of each what it was and what it is.
with given as (
  select g.id, g.code, g.name_ar, g.name_en, g.label_ar, g.class, g.width,
         ST_SetSRID(ST_GeomFromGeoJSON(g.line), 4326) as line
  from jsonb_to_recordset(cast(:streets as jsonb)) as g (
    id uuid, code text, name_ar text, name_en text, label_ar text, class text, width real, line jsonb
  )
),
placed as (
  select g.*, coalesce(m.id, root.id) as municipality_id, coalesce(m.region_id, root.region_id) as region_id
  from given g
  cross join (select id, region_id from municipality where is_root order by region_id = :rootRegion desc limit 1) root
  left join lateral (
    select c.id, c.region_id from municipality c where ST_Intersects(c.boundary, g.line)
    order by ST_Length(shared_ground(c.boundary, g.line)) desc, c.id limit 1
  ) m on true
),
known as (
  select s.id, s.municipality_id, s.code, s.name_ar, s.name_en, s.class, s.width_metres, s.line
  from street s join placed p on p.region_id = s.region_id and p.code = s.code
),
written as (
  insert into street (id, region_id, municipality_id, code, name_ar, name_en, label_ar, class, width_metres, length_metres,
                      line, surface)
  select id, region_id, municipality_id, code, name_ar, name_en, label_ar, class, width, ST_Length(line::geography), line,
         ST_Buffer(line::geography, width / 2)::geometry
  from placed
  on conflict (region_id, code) do update
  set municipality_id = excluded.municipality_id, name_ar = excluded.name_ar, name_en = excluded.name_en,
      label_ar = excluded.label_ar, class = excluded.class, width_metres = excluded.width_metres,
      length_metres = excluded.length_metres, line = excluded.line, surface = excluded.surface
  returning id, municipality_id, code, name_ar, name_en, class, width_metres, line
),
told as (
  select s.is_new, s.id, s.municipality_id,
         jsonb_build_object('municipalityId', s.municipality_id, 'code', s.code, 'name', jsonb_build_object('ar', s.name_ar, 'en', s.name_en),
           'streetClass', s.class, 'widthMetres', s.width_metres, 'line', ST_AsGeoJSON(s.line, 7)::jsonb) as facts
  from (select true as is_new, * from written union all select false, * from known) s
)
select a.id, a.municipality_id, b.facts as before, a.facts as after
from told a left join told b on b.id = a.id and not b.is_new
where a.is_new
