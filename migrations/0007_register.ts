import type { Knex } from 'knex'

/**
 * The conflict register: each pair of works once per kind, the lower id first. It is kept right by the transaction
 * that writes a works, and \`verify\` recomputes it. No foreign keys: works are never deleted, and a check per row
 * would cost a bulk import two look-ups a pair for what \`verify\` proves anyway.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table conflict (
      works_a uuid not null,
      works_b uuid not null check (works_a < works_b),
      kind text not null,
      tile_id bigint generated always as identity unique,
      rule_id text not null,
      severity text not null,
      state text not null default 'open',
      overlap geometry(Geometry, 4326) not null,
      overlap_metres double precision not null,
      overlap_square_metres double precision not null,
      distance_metres double precision not null,
      shared daterange,
      gap_days integer,
      primary key (works_a, works_b, kind)
    );
    create index conflict_b on conflict (works_b);
    create index conflict_overlap on conflict using gist (overlap);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table conflict')
}
