import type { Knex } from 'knex'

/**
 * Whether what a meeting left to somebody was settled, noted by the office that writes its minutes, also once these are closed. Minutes
 * stand as they were closed: what became of an item is added beneath it, turn by turn, and nothing of it is ever written over.
 */
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const held = `${role} in ('planner','admin') and (${everywhere} or m.municipality_ids[1] = any (${ground}))`
/** What of an item is seen is so by the policy of the item. */
const item = 'i.meeting_id = meeting_settling.meeting_id and i.number = meeting_settling.number'

const policies = [
  `meeting_settling for select using (exists (select 1 from meeting_item i where ${item}))`,
  `meeting_settling for insert with check (exists (
     select 1 from meeting_item i join meeting m on m.id = i.meeting_id
     where ${item} and i.outcome = 'to_settle' and i.revision = meeting_settling.revision and m.state <> 'cancelled' and ${held}))`,
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table meeting_settling (
      meeting_id uuid not null,
      number integer not null,
      turn integer not null check (turn > 0),
      revision integer not null,
      words text,
      noted_at timestamptz not null,
      noted_by uuid references app_user,
      primary key (meeting_id, number, turn),
      foreign key (meeting_id, number) references meeting_item
    );
    comment on column meeting_settling.turn is 'the last one of an item counts';
    comment on column meeting_settling.revision is 'that of the item it was noted of: another outcome of the item is not settled by it';
    comment on column meeting_settling.words is 'how it was settled; null where that was taken back';

    grant select, insert on meeting_settling to nasaq_app;
    alter table meeting_settling enable row level security;
    ${policies.map((policy, n) => `create policy settling_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on meeting_settling
      for each statement execute function tell_change('meetings');
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table meeting_settling')
}
