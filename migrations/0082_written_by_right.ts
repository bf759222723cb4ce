import type { Knex } from 'knex'
import { calledInto, charged, fixed, functions, inGroup, type Reach, touched } from './0082_written_functions.ts'

/**
 * Row security of writes says what the policy says: a works and what belongs to it is written by whose it is and by the office
 * that decides on it, and not by the office of every municipality that it touches; what hangs on a works, its streets, its history and
 * its rows of the register, by whoever writes one of those works.
 *
 * The lines of streets and history are stored by the statement that stores their works, which a policy does not see yet: a
 * trigger looks after the statement. What decides on a works is the office's alone, whatever the code believes.
 */
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const writers = `${role} in ('planner','utility','admin')`
const office = `${role} in ('planner','admin')`
const digging = "w.status in ('in_progress','suspended','reinstated')"

const works = (reach: Reach) => `${writers} and (agency_id = ${agency} or ${office} and (${reach('')}))`
const written = (reach: Reach, id = 'works_id') =>
  `exists (select 1 from works w where w.id = ${id} and (w.agency_id = ${agency} or ${office} and (${reach('w.')})))`
const changed = (reach: Reach) => `${writers} and ${written(reach)}`
const priced = (
  reach: Reach,
) => `(${writers} and exists (select 1 from works w where w.id = works_id and w.agency_id = ${agency})
  or ${office} and exists (select 1 from works w where w.id = works_id and (${reach('w.')})))`
const recorded = (reach: Reach) => `${role} in ('planner','utility','contractor','admin') and exists (
  select 1 from works w where w.id = works_id and ${digging}
    and (w.agency_id = ${agency} or w.contractor_id = ${agency} or ${office} and (${reach('w.')})))`
const ownSample = `${role} = 'consultant' and laboratory_id = ${agency}`
const ownLaboratory = `${ownSample} and exists (select 1 from organisation o where o.id = laboratory_id and o.kind = 'laboratory')`
const tested = (reach: Reach) =>
  `${office} and exists (select 1 from works w where w.id = works_id and (${reach('w.')}))`
const answered = (id: string) => `exists (
  select 1 from interest_call c join interest_answer a on a.call_id = c.id
  where c.agency_id = ${agency} and ${id} = any (a.works_ids))`
/** As in 0063. */
const ended = `${office} and exists (
    select 1 from works w where w.id = lead_id and (${everywhere} or w.municipality_id = any (${ground})))
  or exists (select 1 from works w where w.id = lead_id and w.status in ('cancelled','refused','expired','progressed'))
  or exists (select 1 from works w where w.id = lead_id and w.agency_id = ${agency})
  or (select count(*) from works_group_member m where m.group_id = works_group.id and m.left_at is null) < 2`
const seen = 'exists (select 1 from works w where w.id = works_id)'

interface Change {
  policy: string
  as: 'using' | 'with check'
  was: string
  is: string
}

/** The same words, once with what a works touches and once with what decides. */
const narrowed = (policy: string, as: Change['as'], text: (reach: Reach) => string): Change => ({
  policy,
  as,
  was: text(touched),
  is: text(charged),
})

function ledger(name: string, as: Change['as']): Change {
  const ofBefore = `${office} and works_id is null and (${charged('')})`
  return {
    policy: `${name} on pavement_entry`,
    as,
    was: `${writers} and works_id is not null or ${ofBefore}`,
    is: `${writers} and works_id is not null and writes_either(works_id, works_id) or ${ofBefore}`,
  }
}

const changes: Change[] = [
  narrowed('p1 on works', 'with check', works),
  narrowed('p2 on works', 'using', works),
  { policy: 'p5 on works_street', as: 'using', was: `${writers} and ${seen}`, is: changed(charged) },
  { policy: 'p6 on works_street', as: 'using', was: `${writers} and ${seen}`, is: changed(charged) },
  ...['p11', 'p12'].map((name): Change => {
    return {
      policy: `${name} on conflict`,
      as: 'using',
      was: writers,
      is: `${writers} and writes_either(works_a, works_b)`,
    }
  }),
  { policy: 'p10 on conflict', as: 'with check', was: writers, is: `${writers} and writes_either(works_a, works_b)` },
  {
    policy: 'permits_1 on consultation',
    as: 'with check',
    was: `answer is null and ${writers} and (exists (select 1 from works w where w.id = works_id and w.agency_id = ${agency})
      or ${office} and ${seen})`,
    is: `answer is null and ${changed(charged)}`,
  },
  narrowed('amendments_1 on amendment', 'with check', changed),
  narrowed('amendments_2 on amendment', 'using', (reach) => `state = 'proposed' and (${changed(reach)})`),
  narrowed('amendments_2 on amendment', 'with check', changed),
  narrowed('diversions_1 on diversion', 'with check', changed),
  narrowed('diversions_2 on diversion', 'using', changed),
  narrowed(
    'fees_1 on fee',
    'with check',
    (reach) => `${priced(reach)} and (state = 'due' or state = 'waived' and amount = 0)`,
  ),
  narrowed('fees_3 on fee', 'using', priced),
  {
    policy: 'dig_once_1 on works_group',
    as: 'with check',
    was: writers,
    // interest_call has a lead_id of its own
    is: `${writers} and (${written(charged, 'works_group.lead_id')} or ${answered('works_group.lead_id')})`,
  },
  {
    policy: 'dig_once_2 on works_group',
    as: 'using',
    was: `${writers} and (${ended})`,
    is: `${writers} and (${ended} or ${calledInto('works_group.id')})`,
  },
  narrowed(
    'dig_once_4 on works_group_member',
    'with check',
    (reach) => `${writers} and (${written(reach)} or cause_kind = 'call' and exists (
      select 1 from interest_call c join interest_answer a on a.call_id = c.id
      where c.id = cause_id and c.agency_id = ${agency} and works_id = any (a.works_ids)))`,
  ),
  {
    policy: 'dig_once_8 on interest_call',
    as: 'using',
    was: `${writers} and (agency_id = ${agency} or ${office} and (${touched('')}))`,
    is: `${writers} and (agency_id = ${agency} or ${office} and (${everywhere} or municipality_ids[1] = any (${ground})))`,
  },
  narrowed('connections_1 on works_connection', 'with check', changed),
  narrowed('connections_2 on works_connection', 'using', changed),
  narrowed('connections_3 on works_connection', 'using', changed),
  narrowed('connections_3 on works_connection', 'with check', changed),
  ...['ledger_2', 'ledger_3'].map((name): Change => ledger(name, 'using')),
  ledger('ledger_1', 'with check'),
  narrowed(
    'laboratory_1 on sample',
    'with check',
    (reach) => `voided_at is null and outcome is null and (${ownLaboratory} or ${tested(reach)})`,
  ),
  narrowed('laboratory_2 on sample', 'using', (reach) => `voided_at is null and (${ownSample} or ${tested(reach)})`),
  narrowed(
    'laboratory_4 on laboratory_result',
    'with check',
    (reach) => `exists (select 1 from sample s where s.id = sample_id and (
      ${role} = 'consultant' and s.laboratory_id = ${agency}
      or ${office} and exists (select 1 from works w where w.id = s.works_id and (${reach('w.')}))))`,
  ),
  narrowed('handover_1 on reinstatement_record', 'with check', recorded),
  narrowed('handover_3 on reinstatement_photo', 'with check', recorded),
]

const alter = (which: 'was' | 'is') =>
  changes.map((change) => `alter policy ${change.policy} ${change.as} (${change[which]});`).join('\n')

export async function up(db: Knex): Promise<void> {
  await db.raw(`${inGroup(charged, `or ${calledInto('writes_in_group.asked')}`)} ${functions} ${alter('is')}`)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${alter('was')}
    ${Object.keys(fixed)
      .map((table) => `drop trigger facts_stand on ${table};`)
      .join('\n')}
    drop function refuse_other_facts();
    drop trigger decided_by_office on works;
    drop function refuse_own_decision();
    drop trigger written_by_right on works_street;
    drop trigger written_by_right on works_history;
    drop function refuse_foreign_lines();
    drop function writes_either(uuid, uuid);
    ${inGroup(touched)}
  `)
}
