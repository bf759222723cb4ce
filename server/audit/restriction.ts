import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { failed, type Outcome } from '../http/problem.ts'
import { difference, record } from './record.ts'

type Restriction = 'constraint_area' | 'protected_surface'

/** Where it lies, and the office that answers for that ground: it is theirs. */
async function placeOf(db: Db, table: Restriction, id: string): Promise<{ place: string; office: string } | undefined> {
  return (await db(table)
    .join('municipality', 'municipality.id', `${table}.municipality_id`)
    .where(`${table}.id`, id)
    .first('municipality.id as place', 'municipality.organisation_id as office')) as
    | { place: string; office: string }
    | undefined
}

/** Records a restriction of ground that has just been made. */
export async function recordMade(db: Db, table: Restriction, made: { id: string }): Promise<void> {
  const at = await placeOf(db, table, made.id)
  const whose = { agency: at?.office ?? null, municipalities: at ? [at.place] : [] }
  await record(db, [{ subject: table, id: made.id, ...whose, event: 'create', after: made }])
}

interface Asked {
  table: Restriction
  id: string
  actor: Actor
  event: 'change' | 'remove'
  /** The version that whoever asks has seen, where it has to be the one that stands. */
  seen?: number | undefined
}

/**
 * Changes or removes a restriction of ground that lies in the actor's own municipalities, and records it: everybody sees
 * it, but only its office may touch it.
 */
export async function changeRestriction<T extends object | null>(
  db: Db,
  { table, id, actor, event, seen }: Asked,
  find: () => Promise<{ version: number } | undefined>,
  change: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const at = await placeOf(db, table, id)
  if (!at) return failed('not-found')
  if (!allows(actor, 'restrictions.change', { municipalityIds: [at.place] })) return failed('forbidden')
  await db(table).where({ id }).forUpdate().select('id')
  const before = await find()
  if (!before) return failed('not-found')
  if (seen !== undefined && before.version !== seen)
    return failed('version', { values: { current: before.version }, more: { currentVersion: before.version } })
  const done = await change()
  if (done.problem) return done
  const told = done.value === null ? { before, after: {} } : difference(before, done.value as object)
  await record(db, [{ subject: table, id, agency: at.office, municipalities: [at.place], event, ...told }])
  return done
}
