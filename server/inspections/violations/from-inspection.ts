import type { Consequence, Found } from '../consequences.ts'
import { propose } from './issue.ts'
import type { ViolationRules } from './policy.ts'
import { recordViolation } from './record.ts'
import { articlesOfItem } from './rules.ts'

/** The articles that a visit's failed items go against, each once, with the items that do. */
export function articlesOf(
  { sent }: Pick<Found, 'sent'>,
  rules: Pick<ViolationRules, 'articles'>,
): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { code, result } of sent.items)
    for (const article of result === 'fail' ? articlesOfItem(rules, sent.kind, code) : [])
      found.set(article, [...(found.get(article) ?? []), code])
  return found
}

/** An inspector finds, and the office fines: what went against an article is proposed to it, once for each visit and article. */
export const proposeViolations: Consequence = async (db, found, { pack, actor, now }) => {
  const { sent, works, number } = found
  const seen = new Date(Math.min(Date.parse(sent.endedAt), now.getTime()))
  for (const [article, codes] of articlesOf(found, pack.inspections.violations)) {
    const notes = sent.items.flatMap(({ code, note }) => (codes.includes(code) && note ? [note] : []))
    const cause = { key: `inspection ${sent.id} ${article}`, from: 'inspection', worksId: works.id, article } as const
    const id = await propose(
      db,
      {
        ...cause,
        at: seen,
        note: notes.length > 0 ? notes.join('\n') : null,
        inspectionId: sent.id,
        itemCode: codes[0] ?? null,
      },
      { pack, now, userId: actor.userId },
    )
    if (id) await recordViolation(db, null, { id, event: 'propose', reason: number })
  }
  return { value: null }
}
