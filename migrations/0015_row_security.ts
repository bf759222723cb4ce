import type { Knex } from 'knex'

/**
 * The net under the policy of the application: requests reach the tables as \`nasaq_app\`, which owns nothing, and row
 * security shows them what their actor may see. The facts come as settings of the transaction; where they are missing,
 * it is the public that asks. Jobs and the command line work as the owner, whom row security does not bind.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

const ownGround = `(${everywhere} or municipality_id = any (${ground}))`
const ownWorks = `(agency_id = ${agency} or ${role} in ('planner','admin') and (${everywhere} or municipality_ids && ${ground}))`
const writers = `${role} in ('planner','utility','admin')`
const office = `${role} in ('planner','admin')`
const ofSeenWorks = 'exists (select 1 from works w where w.id = works_id)'

/** Read by everybody: not a secret in any row. */
const open = ['organisation', 'municipality', 'street', 'place', 'database_identity']

const policies = [
  `works for select using (
     status in ('permitted','in_progress','suspended','reinstated','in_guarantee','closed')
     or ${plans} and published_version is not null
     or ${plans} and agency_id = ${agency}
     or ${plans} and ${office} and (${everywhere} or municipality_ids && ${ground}))`,
  `works for insert with check (${writers} and ${ownWorks})`,
  `works for update using (${writers} and ${ownWorks})`,
  `works_street for select using (${ofSeenWorks})`,
  // the works they belong to is written by the same statement, which does not see it yet
  `works_street for insert with check (${writers})`,
  `works_street for update using (${writers} and ${ofSeenWorks})`,
  `works_street for delete using (${writers} and ${ofSeenWorks})`,
  `works_history for select using (${ofSeenWorks})`,
  `works_history for insert with check (${writers})`,
  `conflict for select using (${plans})`,
  `conflict for insert with check (${writers})`,
  `conflict for update using (${writers})`,
  `conflict for delete using (${writers})`,
  `number_series for all using (${writers})`,
  ...['constraint_area', 'protected_surface'].flatMap((table) => [
    `${table} for select using (true)`,
    `${table} for insert with check (${office} and ${ownGround})`,
    `${table} for update using (${office} and ${ownGround})`,
    `${table} for delete using (${office} and ${ownGround})`,
  ]),
  'report for select using (true)',
  'report for insert with check (true)',
  'report_series for all using (true)',
  'photo for select using (is_public)',
  'photo for insert with check (true)',
  'opportunity for select using (true)',
  `opportunity for insert with check (${office} and ${ownGround})`,
  `opportunity for update using (${office} and ${ownGround})`,
  `opportunity_series for all using (${office})`,
  `import_job for all using (user_id = ${user})`,
  'import_row for all using (exists (select 1 from import_job j where j.id = job_id))',
]

const tables = [...new Set(policies.map((policy) => policy.split(' ')[0] as string))]

/** What the office protects or restricts lies in the municipality that holds most of it. */
const grounded = [
  ['constraint_area', 'area'],
  ['protected_surface', 'ground'],
] as const

const lookUps = `
  create function municipality_of(area geometry, root_region text, out municipality_id uuid, out region_id text)
  language sql stable as $$
    select coalesce(m.id, root.id), coalesce(m.region_id, root.region_id)
    from (select id, region_id from municipality where is_root order by region_id = root_region desc limit 1) root
    left join lateral (
      select c.id, c.region_id from municipality c
      where ST_Intersects(c.boundary, area)
      order by case when ST_Covers(c.boundary, area) then ST_Area(area::geography)
                    else ST_Area(shared_ground(c.boundary, area)::geography) end desc, c.id limit 1
    ) m on true
  $$;
  comment on function municipality_of is 'the municipality that holds most of an area, or the root authority';

  create function project_is_foreign(project uuid, agency uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from works where project_id = project and agency_id is distinct from agency)
  $$;
  comment on function project_is_foreign is
    'asks the drafts of others too, which the asker does not see: a clash must not be hidden by borrowing a project';
`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    do $do$ begin
      if not exists (select 1 from pg_roles where rolname = 'nasaq_app') then
        create role nasaq_app nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $do$;
    do $do$ begin
      if not pg_has_role(current_user, 'nasaq_app', 'member') then
        execute format('grant nasaq_app to %I', current_user);
      end if;
    end $do$;

    alter table works add constraint works_live_published check (published_version is not null or status not in
      ('planned','submitted','in_coordination','approved','permitted','in_progress',
       'returned','suspended','reinstated','in_guarantee'));
    comment on constraint works_live_published on works is
      'what others meet they may see: a check under row security finds every conflict';
  `)
  await db.raw(lookUps)
  for (const [table, column] of grounded)
    await db.raw(`
      alter table ${table} add column region_id text, add column municipality_id uuid references municipality;
      update ${table} t set region_id = m.region_id, municipality_id = m.municipality_id
      from ${table} u cross join lateral municipality_of(u.${column}, '') m
      where u.id = t.id;
      alter table ${table} alter column region_id set not null, alter column municipality_id set not null;
    `)
  await db.raw(`
    grant select on ${open.join(', ')} to nasaq_app;
    grant insert on database_identity to nasaq_app;
    grant select (id, name_ar, name_en) on app_user to nasaq_app;
    grant select, insert, update, delete on ${tables.join(', ')} to nasaq_app;
    revoke delete on works, works_history, report, opportunity, photo from nasaq_app;
    revoke update on works_history, report, photo from nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy p${n} on ${policy};`).join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${policies.map((policy, n) => `drop policy p${n} on ${policy.split(' ')[0]};`).join('\n')}
    ${tables.map((table) => `alter table ${table} disable row level security;`).join('\n')}
    drop owned by nasaq_app;
    drop function project_is_foreign(uuid, uuid);
    drop function municipality_of(geometry, text);
    ${grounded.map(([table]) => `alter table ${table} drop column region_id, drop column municipality_id;`).join('\n')}
    alter table works drop constraint works_live_published;
  `)
}
