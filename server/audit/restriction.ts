import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { failed, type Outcome } from '../http/problem.ts'
import { difference, record } from './record.ts'

type Restriction = 'constraint_area' | 'protected_surface'

async function municipalityOf(db: Db, table: Restriction, id: string): Promise<string | undefined> {
  const found = (await db(table).where({ id }).first('municipality_id')) as { municipality_id: string } | undefined
  return found?.municipality_id
}

/** Records a restriction of ground that has just been made. */
export async function recordMade(db: Db, table: Restriction, made: { id: string }): Promise<void> {
  const place = await municipalityOf(db, table, made.id)
  const municipalities = place ? [place] : []
  await record(db, [{ subject: table, id: made.id, municipalities, event: 'create', after: made }])
}

interface Asked {
  table: Restriction
  id: string
  actor: Actor
  event: 'change' | 'remove'
}

/**
 * Changes or removes a restriction of ground that lies in the actor's own municipalities, and records it: everybody sees
 * it, but only its office may touch it.
 */
export async function changeRestriction<T extends object | null>(
  db: Db,
  { table, id, actor, event }: Asked,
  find: () => Promise<object | undefined>,
  change: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const place = await municipalityOf(db, table, id)
  if (!place) return failed('not-found')
  if (!allows(actor, 'restrictions.change', { municipalityIds: [place] })) return failed('forbidden')
  await db(table).where({ id }).forUpdate().select('id')
  const before = await find()
  if (!before) return failed('not-found')
  const done = await change()
  if (done.problem) return done
  const told = done.value === null ? { before, after: {} } : difference(before, done.value as object)
  await record(db, [{ subject: table, id, municipalities: [place], event, ...told }])
  return done
}
