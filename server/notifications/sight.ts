import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import type { Subject } from './contract.ts'
import type { Sighted } from './looked-up.ts'
import { looks } from './looks.ts'

export type { Sighted }

/** What is known of subjects now, by `keyOf`; one that is not there any more is left out. */
export async function lookAt(db: Db, subjects: readonly Subject[]): Promise<ReadonlyMap<string, Sighted>> {
  const found = new Map<string, Sighted>()
  for (const type of new Set(subjects.map((subject) => subject.type))) {
    const ids = [...new Set(subjects.flatMap((subject) => (subject.type === type ? subject.id : [])))]
    for (const [id, sighted] of await looks[type].find(db, ids)) found.set(keyOf({ type, id }), sighted)
  }
  return found
}

export function keyOf({ type, id }: Subject): string {
  return `${type} ${id}`
}

/** May they see it? Nobody is told of what is not there, or not theirs to see. */
export function seesSubject(actor: Actor, subject: Subject, sighted: Sighted | undefined): boolean {
  return sighted !== undefined && looks[subject.type].sees(actor, sighted)
}
