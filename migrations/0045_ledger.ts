import type { Knex } from 'knex'

/**
 * The pavement ledger: what was opened and surfaced, and on which metres of which street. Rows of works are kept by the
 * transaction that writes the works, as the register is; what was dug before there was this register is imported.
 *
 * A stretch knows its metres along the street and no segment: a new crossing splits segments, and leaves the stretches as
 * they are. Both are measured along the street in the plane of the map, whose shares of a length are true.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const writers = `${role} in ('planner','utility','admin')`
const ofWorks = `${writers} and works_id is not null`
const ofBefore = `${role} in ('planner','admin') and works_id is null
  and (${everywhere} or municipality_id = any (${ground}))`
const written = ['insert', 'update', 'delete'] as const

const policies = [
  `pavement_entry for select using (${plans})`,
  `pavement_entry for insert with check (${ofWorks} or ${ofBefore})`,
  `pavement_entry for update using (${ofWorks} or ${ofBefore})`,
  `pavement_entry for delete using (${ofWorks} or ${ofBefore})`,
  `pavement_stretch for select using (${plans})`,
  ...written.map((deed) => `pavement_stretch for ${deed} ${deed === 'insert' ? 'with check' : 'using'} (${writers})`),
]

const functions = `
  create function street_pieces(s street, out piece int, out line_3857 geometry, out from_metres double precision,
                                out metres double precision)
  returns setof record language sql stable as $$
    select coalesce(d.path[1], 1), ST_Transform(d.geom, 3857), sum(l.metres) over (order by d.path) - l.metres, l.metres
    from ST_Dump(s.line) d cross join lateral (select ST_Length(d.geom::geography) as metres) l
  $$;
  comment on function street_pieces is 'the unbroken pieces of a centreline, each from so many metres of the whole on';

  create function segments_of(streets uuid[], out street_id uuid, out place int, out from_metres double precision,
                              out to_metres double precision, out line geometry, out from_street_id uuid, out to_street_id uuid)
  returns setof record language sql stable as $$
    with piece as materialized (
      select s.id, p.piece, p.line_3857, p.from_metres, p.metres
      from street s cross join lateral street_pieces(s) p where s.id = any (streets) and p.metres > 0
    ),
    met as (
      select p.id, p.piece, o.id as other_id, ST_LineLocatePoint(p.line_3857, x.geom) as share
      from piece p
      join street o on o.line_3857 && ST_Expand(p.line_3857, 0.1) and o.id <> p.id and ST_DWithin(o.line_3857, p.line_3857, 0.1)
      cross join lateral ST_DumpPoints(
        case when ST_Intersects(p.line_3857, o.line_3857) then ST_Intersection(p.line_3857, o.line_3857)
             else ST_ClosestPoint(p.line_3857, o.line_3857) end) x
    ),
    ended as (
      select id, piece, other_id, share from met
      union all select id, piece, null, unnest(array[0, 1]) from piece
    ),
    -- crossings within a metre of each other are one: those of two carriageways of the same street
    place as (
      select e.id, e.piece, round(e.share * p.metres) as metre,
             case when max(e.share) = 1 then 1 else min(e.share) end as share,
             (array_agg(e.other_id order by o.length_metres desc nulls last, e.other_id))[1] as other_id
      from ended e join piece p on p.id = e.id and p.piece = e.piece left join street o on o.id = e.other_id
      group by e.id, e.piece, 3
    ),
    cut as (
      select id, piece, share, other_id, lead(share) over w as next_share, lead(other_id) over w as next_id
      from place window w as (partition by id, piece order by share)
    )
    select c.id, (row_number() over (partition by c.id order by c.piece, c.share) - 1)::int,
           p.from_metres + c.share * p.metres, p.from_metres + c.next_share * p.metres,
           ST_Transform(ST_LineSubstring(p.line_3857, c.share, c.next_share), 4326), c.other_id, c.next_id
    from cut c join piece p on p.id = c.id and p.piece = c.piece
    where c.next_share > c.share
  $$;
  comment on function segments_of is 'the centrelines of these streets, cut where other streets meet them';

  create function keep_segments(streets uuid[]) returns integer language sql volatile as $$
    with affected as materialized (
      select s.id from street s where s.id = any (streets)
      union
      select o.id from street s join street o on o.line_3857 && ST_Expand(s.line_3857, 0.1) and ST_DWithin(o.line_3857, s.line_3857, 0.1)
      where s.id = any (streets)
      union
      select g.street_id from street_segment g where g.from_street_id = any (streets) or g.to_street_id = any (streets)
    ),
    cut as materialized (
      select n.* from segments_of(array(select id from affected)) n
    ),
    gone as (
      delete from street_segment g using affected a
      where g.street_id = a.id and not exists (select 1 from cut n where n.street_id = g.street_id and n.place = g.place)
    ),
    written as (
      insert into street_segment (street_id, place, from_metres, to_metres, line, from_street_id, to_street_id)
      select n.street_id, n.place, n.from_metres, n.to_metres, n.line, n.from_street_id, n.to_street_id from cut n
      on conflict (street_id, place) do update
      set from_metres = excluded.from_metres, to_metres = excluded.to_metres, line = excluded.line,
          from_street_id = excluded.from_street_id, to_street_id = excluded.to_street_id
      returning 1
    )
    select count(*)::int from written
  $$;
  comment on function keep_segments is
    'makes the segments of these streets right, and of those that meet them or met them; gives how many it wrote';
`

/** As whoever asks: what they may not see of a works is not counted for them. */
const records = `
  create function pavement_records(asked uuid[], out works_id uuid, out inspections int, out failed_inspections int, out defects int,
                                   out open_defects int, out samples int, out failed_samples int, out depth_metres real, out layers jsonb)
  returns setof record language sql stable as $$
    select a.id, i.many, i.failed, d.many, d.open, s.many, s.failed, r.depth, r.layers
    from unnest(asked) as a (id)
    cross join lateral (
      select count(*)::int as many, (count(*) filter (where i.outcome in ('failed_low','failed_high')))::int as failed
      from inspection i where i.works_id = a.id
    ) i
    cross join lateral (
      select count(*)::int as many, (count(*) filter (where d.state in ('open','mended')))::int as open
      from defect d where d.works_id = a.id and d.state <> 'withdrawn'
    ) d
    cross join lateral (
      select count(*)::int as many, (count(*) filter (where s.outcome = 'failed'))::int as failed
      from sample s where s.works_id = a.id and s.voided_at is null and s.outcome is not null
    ) s
    cross join lateral (
      select max(n.depth_metres) as depth, (array_agg(n.layers order by n.area_square_metres desc, n.place))[1] as layers
      from reinstatements_now(a.id) n
    ) r
  $$;
  comment on function pavement_records is
    'what the other books say of each works: what was inspected, found wanting and tested, how deep it was, and what was put back on most of it';
`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table street_segment (
      street_id uuid not null references street on delete cascade,
      place integer not null,
      tile_id bigint generated always as identity unique,
      from_metres double precision not null,
      to_metres double precision not null check (to_metres > from_metres),
      line geometry(LineString, 4326) not null,
      line_3857 geometry(LineString, 3857) generated always as (ST_Transform(line, 3857)) stored,
      from_street_id uuid,
      to_street_id uuid,
      primary key (street_id, place)
    );
    create index street_segment_line_3857 on street_segment using gist (line_3857);
    create index street_segment_from on street_segment (from_street_id);
    create index street_segment_to on street_segment (to_street_id);
    comment on table street_segment is 'pieces of centrelines between crossings; kept by whoever writes streets';

    create table pavement_entry (
      id uuid primary key,
      works_id uuid unique references works on delete cascade check (works_id = id),
      kind text not null check (kind in ('cut','uncut','surface')),
      opened_on date not null,
      closed_on date check (closed_on >= opened_on),
      guarantee_until date,
      ground geometry(Geometry, 4326),
      version integer not null default 1,
      route geometry(Geometry, 4326),
      code text,
      title text,
      agency_id uuid references organisation,
      utility text,
      guarantor text,
      trench_width_metres real check (trench_width_metres > 0),
      trench_depth_metres real check (trench_depth_metres > 0),
      layers text,
      region_id text,
      municipality_id uuid references municipality,
      created_at timestamptz,
      check (works_id is not null or (ground, route, code, title, region_id, municipality_id, created_at) is not null),
      check (kind <> 'surface' or ground is not null),
      unique (region_id, code)
    );
    create index pavement_entry_ground on pavement_entry using gist (ground) where ground is not null;
    comment on table pavement_entry is 'ground that was opened or surfaced: by works, or before there was this register';
    comment on column pavement_entry.kind is 'uncut: beneath the surface or upon it; surface: the road itself was renewed';
    comment on column pavement_entry.ground is 'of what was before, and of surfaces: what others are held to';
    comment on column pavement_entry.version is 'another one where its kind, days or ground are: waivers hang on it';
    comment on column pavement_entry.route is 'of what was before, as all columns after it; of works it is theirs';

    create table pavement_stretch (
      entry_id uuid not null references pavement_entry on delete cascade,
      street_id uuid not null references street on delete cascade,
      place integer not null,
      from_metres double precision not null,
      to_metres double precision not null check (to_metres >= from_metres),
      side text not null check (side in ('north','east','south','west','middle')),
      offset_metres double precision not null,
      area_square_metres double precision not null,
      primary key (entry_id, street_id, place)
    );
    create index pavement_stretch_street on pavement_stretch (street_id, from_metres);
    comment on column pavement_stretch.offset_metres is 'from the middle of the street to the middle of the cut';

    ${functions}
    ${records}
    ${policies
      .map((policy) => policy.split(' ')[0])
      .filter((table, n, all) => all.indexOf(table) === n)
      .map((table) => `alter table ${table} enable row level security;`)
      .join('\n')}
    ${policies.map((policy, n) => `create policy ledger_${n} on ${policy};`).join('\n')}
    grant select on street_segment to nasaq_app;
    grant select, insert, update, delete on pavement_entry, pavement_stretch to nasaq_app;
    -- by row: every write of works looks whether there is anything to enter, and mostly there is nothing
    create trigger change_told after insert or update or delete on pavement_entry
      for each row execute function tell_change('pavement');

    alter table import_job drop constraint import_job_kind_check;
    alter table import_job add constraint import_job_kind_check check (kind in ('works','streets','boundaries','pavement'));

    set local statement_timeout = 0;
    select keep_segments(array(select id from street));
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from import_job where kind = 'pavement';
    alter table import_job drop constraint import_job_kind_check;
    alter table import_job add constraint import_job_kind_check check (kind in ('works','streets','boundaries'));
    drop table pavement_stretch, pavement_entry;
    drop function pavement_records(uuid[]);
    drop function keep_segments(uuid[]);
    drop function segments_of(uuid[]);
    drop function street_pieces(street);
    drop table street_segment;
  `)
}
