import type { Knex } from 'knex'

/**
 * Assets: the networks that agencies have in the ground, as their owners keep them. Where they lie exactly is told to the
 * owner alone: row security shows an agency its own, and nobody else any, offices and the root authority included.
 *
 * They are written by imports, which work as the owner of the tables; a request reads them and takes them away.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const own = `agency_id = ${agency} and ${plans} and ${role} in ('planner','utility','admin')`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table asset (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      agency_id uuid not null references organisation,
      reference text not null check (length(reference) between 1 and 100),
      kind text not null check (kind in
        ('water','sewer','drainage','electricity','telecom','gas','cooling','lighting','other')),
      state text not null check (state in ('in_use','out_of_use')),
      description text,
      depth_metres real check (depth_metres >= 0),
      route geometry(Geometry, 4326) not null check (ST_NPoints(route) <= 10000 and ST_GeometryType(route) in
        ('ST_LineString','ST_MultiLineString','ST_Polygon','ST_MultiPolygon')),
      route_3857 geometry(Geometry, 3857) generated always as (ST_Transform(route, 3857)) stored,
      length_metres double precision,
      area_square_metres double precision,
      region_id text not null,
      municipality_id uuid not null references municipality,
      recorded_at timestamptz not null,
      changed_at timestamptz not null,
      check ((length_metres is null) = (ST_Dimension(route) = 2)),
      check ((area_square_metres is null) = (ST_Dimension(route) = 1)),
      unique (agency_id, reference)
    );
    create index asset_route_3857 on asset using gist (route_3857);
    comment on table asset is 'what agencies have in the ground; told to nobody but its owner';
    comment on column asset.reference is 'the owner''s own: a second import brings up to date what has it';
    comment on column asset.state is 'out_of_use: still in the ground, and still asked about';
    comment on column asset.depth_metres is 'of the cover, where the owner knows it';

    alter table asset enable row level security;
    create policy asset_seen on asset for select using (${own});
    create policy asset_taken_away on asset for delete using (${own});
    grant select, delete on asset to nasaq_app;
    create policy assets_told on audit as restrictive for select using (subject <> 'asset' or agency_id = ${agency});

    create trigger change_told after insert or update or delete or truncate on asset
      for each statement execute function tell_change('assets');

    alter table import_job drop constraint import_job_kind_check;
    alter table import_job add constraint import_job_kind_check
      check (kind in ('works','streets','boundaries','pavement','assets'));
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from import_job where kind = 'assets';
    alter table import_job drop constraint import_job_kind_check;
    alter table import_job add constraint import_job_kind_check check (kind in ('works','streets','boundaries','pavement'));
    drop policy assets_told on audit;
    drop table asset;
  `)
}
