import type { Knex } from 'knex'

/**
 * A works may join a trench that others share already, and whoever linked it need not be who linked those: each member names
 * its own. Of those that joined later before this, nobody knows any more.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table works_group_member add column linked_by uuid references app_user;
    update works_group_member m set linked_by = g.linked_by
      from works_group g where g.id = m.group_id and g.linked_at = m.linked_at;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table works_group_member drop column linked_by')
}
