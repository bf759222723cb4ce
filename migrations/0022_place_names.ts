import type { Knex } from 'knex'

/**
 * Places are looked for by name. Most of the table has none: parcels and buildings outnumber districts, parks and mosques
 * a hundredfold, so the names are an index of their own, in the order that a list has.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create index place_name on place (name_ar, id)
      where name_ar is not null and kind not in ('parcel', 'building')
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index place_name')
}
