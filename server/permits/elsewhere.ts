import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Reason } from '../http/problem.ts'
import type { Language, Names } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { amendedBy } from '../works/amendments/amend.ts'
import { type Change, movesGround } from '../works/amendments/rules.ts'
import type { Works } from '../works/contract.ts'
import { measureBindings, measured } from '../works/ground.ts'
import { sayPermits } from './messages.ts'

export interface Moving {
  works: Works
  change: Change
}

/**
 * What stands against a change of a permit by which most of the works would lie where another office decides: no office grants a permit on
 * the ground of another. The root authority decides everywhere. Null where its office stays the same.
 */
export async function againstMoving(
  db: Db,
  moving: Moving,
  { actor, pack, as }: { actor: Actor; pack: RulePack; as: 'owner' | 'office' },
): Promise<Reason | null> {
  if (actor.ground === 'everywhere') return null
  const to = await passesTo(db, moving, pack)
  if (!to) return null
  const words = (language: Language) => ({ municipality: to[language] })
  const code = as === 'owner' ? 'refusal.lies_elsewhere' : 'refusal.would_lie_elsewhere'
  return { code: code.replace('refusal.', ''), detail: (language) => sayPermits(code, words(language))(language) }
}

/** The municipality that would hold most of a works, where its office is not the one that decides now. */
export async function passesTo(db: Db, { works, change }: Moving, pack: RulePack): Promise<Names | null> {
  if (!movesGround(works, change)) return null
  const [found] = await rows<{ name_ar: string; name_en: string }>(
    db,
    `with ${measured}
     select m.name_ar, m.name_en from measured d join municipality m on m.id = d.municipality_ids[1]
     where m.organisation_id is distinct from
       (select o.organisation_id from municipality o where o.id = cast(:deciding as uuid))`,
    { ...measureBindings([amendedBy(works, change)], pack), deciding: works.municipalityIds[0] ?? null },
  )
  return found ? { ar: found.name_ar, en: found.name_en } : null
}
