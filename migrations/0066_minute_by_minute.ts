import type { Knex } from 'knex'

const standing = "c.severity in ('blocking','warning') and c.state <> 'waived'"
const applied = "('submitted','in_coordination','approved')"
/** Ground that is closed again is nobody's to move: its owner has nothing to agree on. */
const toDig = (works: string) => `${works}.status not in ('reinstated','in_guarantee')`

const head = `
  create or replace function pairs_unfiled(asked uuid[], most integer)
  returns table (works_a uuid, works_b uuid, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as`

/**
 * What is asked each minute looks at what may have become due, and not at all there is: pairs without a case only of
 * works that are applied for, pairs that stand again only of cases that have ended, permits by the day on which they end.
 * Each is looked up by itself (offset 0), so that no estimate turns it into a reading of the whole register.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${head} $$
      with looked_at as (
        select c.works_a, c.works_b from conflict c where asked is not null and ${standing} and c.works_a = any (asked)
        union
        select c.works_a, c.works_b from conflict c where asked is not null and ${standing} and c.works_b = any (asked)
        union
        select met.works_a, met.works_b
        from works w
        cross join lateral (
          select c.works_a, c.works_b from conflict c where c.works_a = w.id and ${standing}
          union all
          select c.works_a, c.works_b from conflict c where c.works_b = w.id and ${standing}
          offset 0
        ) met
        where asked is null and w.status in ${applied}
        union
        select k.works_a, k.works_b
        from coordination_case e
        join case_pair k on k.case_id = e.id
        cross join lateral (
          select 1 from conflict c
          where c.works_a = k.works_a and c.works_b = k.works_b and c.severity = 'blocking' and c.state <> 'waived' offset 0
        ) again
        where asked is null and e.state in ('settled','closed')
      )
      select l.works_a, l.works_b, greatest(a.updated_at, b.updated_at)
      from looked_at l
      join works a on a.id = l.works_a
      join works b on b.id = l.works_b
      left join case_pair k on k.works_a = l.works_a and k.works_b = l.works_b
      left join coordination_case e on e.id = k.case_id
      where a.agency_id <> b.agency_id and ${toDig('a')} and ${toDig('b')}
        and case when k.case_id is null then a.status in ${applied} or b.status in ${applied}
              else e.state in ('settled','closed') and exists (
                select 1 from conflict c
                where c.works_a = l.works_a and c.works_b = l.works_b and c.severity = 'blocking' and c.state <> 'waived' offset 0) end
      order by l.works_a, l.works_b limit most
    $$;
    create index works_applied on works (id) where status in ${applied};
    create index permit_end on permit (upper(valid));
  `)
}

const wanted = `select c.works_a, c.works_b, bool_or(c.severity = 'blocking') as is_blocking from conflict c where ${standing}`

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index permit_end, works_applied;
    ${head} $$
      select p.works_a, p.works_b, greatest(a.updated_at, b.updated_at)
      from (${wanted} and c.works_a = any (asked) group by c.works_a, c.works_b
            union
            ${wanted} and c.works_b = any (asked) group by c.works_a, c.works_b
            union
            ${wanted} and asked is null group by c.works_a, c.works_b) p
      join works a on a.id = p.works_a
      join works b on b.id = p.works_b
      left join case_pair k on k.works_a = p.works_a and k.works_b = p.works_b
      left join coordination_case c on c.id = k.case_id
      where a.agency_id <> b.agency_id and ${toDig('a')} and ${toDig('b')}
        and case when k.case_id is null then a.status in ${applied} or b.status in ${applied}
              else p.is_blocking and c.state in ('settled','closed') end
      order by p.works_a, p.works_b limit most
    $$;
  `)
}
