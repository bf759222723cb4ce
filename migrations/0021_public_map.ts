import type { Knex } from 'knex'

/**
 * What the public map reads: without it a tile fetches every plan, refusal and cancellation of its ground to throw it
 * away, a third of all rows. The statuses are those of `publicWorksStatuses`, in the words that the layer asks with.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create index works_public_3857 on works using gist (route_3857)
      where published_version is not null
        and status in ('permitted','in_progress','suspended','reinstated','in_guarantee','closed')
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index works_public_3857')
}
