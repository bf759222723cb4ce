import { uuidv7 } from 'uuidv7'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { findWorks, holdWorks } from '../../works/read.ts'
import type { NewViolation, Violation } from './contract.ts'
import type { Deciding } from './decide.ts'
import { articleOf, issue } from './issue.ts'
import { sayViolations } from './messages.ts'
import { placeFor } from './place.ts'
import { findRow } from './read.ts'
import { type ViolationRow, violation } from './row.ts'

/** The office records a violation itself: of a works that others know of, at a time that has come. */
export async function recordByHand(db: Db, given: NewViolation, doing: Deciding): Promise<Outcome<Violation>> {
  const { pack, actor, now } = doing
  const works = await findWorks(db, given.worksId, actor)
  if (!works) return failed('not-found')
  if (!allows(actor, 'violations.decide', works)) return failed('forbidden')
  const fault = faultOf(given, works.status, doing)
  if (fault) return fault
  const place = await placeFor(db, given, pack)
  if (place.problem) return place
  await holdWorks(db, works.id)
  const id = uuidv7()
  const made = await issue(
    db,
    {
      key: `office ${id}`,
      from: 'office',
      worksId: works.id,
      article: given.article,
      at: given.at ? new Date(given.at) : now,
      note: given.note.trim(),
      place: place.value,
      ...(given.quantity === undefined ? {} : { quantity: given.quantity }),
    },
    { pack, now, userId: actor.userId },
  )
  return { value: violation((await findRow(db, made as string)) as ViolationRow, doing) }
}

function faultOf({ article: code, quantity, at }: NewViolation, status: string, { pack, now }: Deciding) {
  const article = articleOf(pack, code)
  if (!article) return faultAt('article', sayViolations('article_unknown'))
  if (article.basis === 'fixed' && quantity !== undefined) return faultAt('quantity', sayViolations('quantity_useless'))
  if (article.basis !== 'fixed' && quantity === undefined) return faultAt('quantity', sayViolations('quantity_needed'))
  if (at !== undefined && new Date(at) > now) return faultAt('at', sayViolations('in_future'))
  return status === 'draft' ? faultAt('worksId', sayViolations('not_dug')) : null
}
