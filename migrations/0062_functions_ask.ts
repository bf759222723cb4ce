import type { Knex } from 'knex'

/**
 * Functions of the owner ask who calls them. They look past row security so that nothing is missed, and told whatever they saw to
 * whoever could call them: now they name it to the parties and to the service itself, which is asked for by name. What no
 * request calls, no request may call.
 *
 * Where defects gather is told in whole cells: a box that cuts a cell would single out what lies in the part of it.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "coalesce((select current_setting('nasaq.role', true)), '')"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const definer = 'security definer set search_path = public, pg_temp'

/** What each of them looked up before, under a name of its own that no request may call. */
const kept = {
  'stands_open(uuid)': 'things_open',
  'last_inspections(uuid)': 'inspections_last',
  'unfiled_pairs(uuid[], integer)': 'pairs_unfiled',
}
const argumentsOf = (call: string) => call.slice(call.indexOf('('))
const nameOf = (call: string) => call.slice(0, call.indexOf('('))

const putAside = Object.entries(kept).map(
  ([call, inner]) => `
  alter function ${call} rename to ${inner};
  revoke execute on function ${inner}${argumentsOf(call)} from nasaq_app;`,
)
const broughtBack = Object.entries(kept).map(
  ([call, inner]) => `
  drop function ${call};
  alter function ${inner}${argumentsOf(call)} rename to ${nameOf(call)};
  grant execute on function ${call} to nasaq_app;`,
)

const asking = `
  create function asked_by_owner() returns boolean language sql stable as $$
    select pg_has_role(case current_setting('role') when 'none' then session_user::text else current_setting('role') end,
                       current_user, 'member')
  $$;
  comment on function asked_by_owner is 'inside a function of the owner: whether no request calls it, but the service itself';

  create function is_party_of(asked uuid) returns boolean language sql stable ${definer} as $$
    select asked_by_owner() or ${plans} and exists (
      select 1 from works w where w.id = asked and (w.agency_id = ${agency} or w.contractor_id = ${agency}
        or ${role} in ('planner','inspector','admin') and (${everywhere} or w.municipality_ids && ${ground})))
  $$;
  comment on function is_party_of is 'whose works it is, who digs it, and the offices and inspectors of its ground';

  create function stands_open(asked uuid) returns table (kind text, id uuid, number text, since timestamptz)
  language sql stable ${definer} as $$
    select o.kind, case when p.told then o.id end, case when p.told then o.number end, case when p.told then o.since end
    from (select is_party_of(asked) as told) p cross join things_open(asked) o
    where asked_by_owner() or ${plans}
  $$;
  comment on function stands_open is 'what keeps a works from being cleared: by name to its parties, to others that there is something';

  create function last_inspections(asked uuid) returns table (kind text, id uuid, number text, outcome text, ended_at timestamptz)
  language sql stable ${definer} as $$
    select i.kind, case when p.told then i.id end, case when p.told then i.number end, i.outcome, i.ended_at
    from (select is_party_of(asked) as told) p cross join inspections_last(asked) i
    where asked_by_owner() or ${plans}
  $$;
  comment on function last_inspections is 'by name to the parties of the works; to others, how they ended, which its lifecycle asks';

  create function unfiled_pairs(asked uuid[], most integer)
  returns table (works_a uuid, works_b uuid, at timestamptz)
  language sql stable ${definer} as $$
    select p.works_a, p.works_b, p.at from pairs_unfiled(asked, most) p where asked_by_owner() or ${plans} and asked is not null
  $$;
  comment on function unfiled_pairs is 'null asks about all, which the service alone may';

  revoke execute on function asked_by_owner(), is_party_of(uuid), stands_open(uuid), last_inspections(uuid),
    unfiled_pairs(uuid[], integer) from public;
  grant execute on function stands_open(uuid), last_inspections(uuid), unfiled_pairs(uuid[], integer) to nasaq_app;
`

/** As migration 0044 has it, by the functions that see everything whoever asks. */
const closing = (open: string, inspections: string) => `
  create or replace function refuse_unclean_closing() returns trigger
  language plpgsql ${definer} as $$
  begin
    if not exists (select 1 from clearance c where c.works_id = new.id) then
      raise exception 'works % has no clearance', new.number using errcode = 'check_violation', constraint = 'works_clearance';
    end if;
    if exists (select 1 from ${open}(new.id)) then
      raise exception 'something of works % stands open', new.number
        using errcode = 'check_violation', constraint = 'works_nothing_open';
    end if;
    if not exists (select 1 from ${inspections}(new.id) i where i.kind = 'guarantee' and i.outcome = 'passed') then
      raise exception 'the guarantee of works % was not inspected', new.number
        using errcode = 'check_violation', constraint = 'works_guarantee_inspected';
    end if;
    return null;
  end $$;
`

const counted = (owner: string) => `
  create or replace function violation_counts(those uuid[], since timestamptz) returns table (who uuid, count integer)
  language sql stable ${definer} as $$
    select v.liable_id, count(*)::integer from violation v
    where v.liable_id = any (those) and v.at >= since and v.state in ('issued','objected','due','paid')
      and (${role} in ('planner','inspector','admin') or ${role} = '' ${owner} or v.liable_id = ${agency})
    group by v.liable_id
  $$;
`

const inspectors = (there: string) => `
  create or replace function inspectors_at(asked uuid) returns table (id uuid, name_ar text, name_en text)
  language sql stable ${definer} as $$
    select u.id, u.name_ar, u.name_en from app_user u
    where u.role = 'inspector' and u.status = 'active' and exists (
      select 1 from municipality m where m.organisation_id = u.organisation_id and (m.is_root or m.id = asked))
      and current_setting('nasaq.role', true) in ('planner','admin') ${there}
  $$;
`

const cells = (from: string) => `
  create or replace function defect_cells(west float8, south float8, east float8, north float8, metres float8)
    returns table (x bigint, y bigint, defects integer, grave integer)
  language sql stable ${definer} as $$
    select floor(ST_X(c.spot) / metres)::bigint, floor(ST_Y(c.spot) / metres)::bigint, count(*)::integer,
           (count(*) filter (where c.severity = 'high'))::integer
    from (${from}) c
    where current_setting('nasaq.plans', true) = 'yes'
    group by 1, 2
  $$;
`
const inBox = `
  select d.severity, ST_Centroid(d.place_3857) as spot from defect d
  where d.state <> 'withdrawn' and d.place && ST_MakeEnvelope(west, south, east, north, 4326)`
const inWholeCells = `
  select d.severity, s.spot
  from (select floor(ST_XMin(e.box) / metres) * metres as west, floor(ST_YMin(e.box) / metres) * metres as south,
               ceil(ST_XMax(e.box) / metres) * metres as east, ceil(ST_YMax(e.box) / metres) * metres as north
        from (select ST_Transform(ST_MakeEnvelope(west, south, east, north, 4326), 3857) as box) e) g
  join defect d on d.place && ST_Transform(ST_MakeEnvelope(g.west, g.south, g.east, g.north, 3857), 4326)
  cross join lateral (select ST_Centroid(d.place_3857) as spot) s
  where d.state <> 'withdrawn' and ST_X(s.spot) >= g.west and ST_X(s.spot) < g.east and ST_Y(s.spot) >= g.south and ST_Y(s.spot) < g.north`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${putAside.join('\n')}
    ${asking}
    ${closing('things_open', 'inspections_last')}
    ${counted('and asked_by_owner()')}
    ${inspectors(`and (${everywhere} or asked = any (${ground}))`)}
    ${cells(inWholeCells)}
    revoke execute on function note_row(text, jsonb, timestamptz), writes_in_group(uuid), project_is_foreign(uuid, uuid) from public;
    grant execute on function writes_in_group(uuid), project_is_foreign(uuid, uuid) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    grant execute on function note_row(text, jsonb, timestamptz), writes_in_group(uuid), project_is_foreign(uuid, uuid) to public;
    ${cells(inBox)}
    ${inspectors('')}
    ${counted('')}
    ${closing('stands_open', 'last_inspections')}
    ${broughtBack.join('\n')}
    drop function is_party_of(uuid), asked_by_owner();
  `)
}
