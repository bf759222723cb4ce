import type { ViolationRules } from '../violations/policy.ts'
import type { Checklist, ChecklistItem, InspectionKind } from './contract.ts'

/** Why a list of items is no checklist: the member at fault and the reason. */
export interface ChecklistFault {
  path: string
  code: 'item_twice' | 'reason_twice' | 'nothing_grave'
}

/** The first one that a list holds twice. */
function twice(codes: readonly string[]): number {
  return codes.findIndex((code, at) => codes.indexOf(code) !== at)
}

/**
 * An answer names its item and its reason by their codes, for as long as the visit is kept: each is there once. A list
 * without a grave item could never offer a stop of works. [ours]
 */
export function checklistFault(
  items: readonly Pick<ChecklistItem, 'code' | 'severity' | 'reasons'>[],
): ChecklistFault | null {
  const item = twice(items.map(({ code }) => code))
  if (item >= 0) return { path: `items/${item}/code`, code: 'item_twice' }
  for (const [at, { reasons }] of items.entries()) {
    const reason = twice(reasons.map(({ code }) => code))
    if (reason >= 0) return { path: `items/${at}/reasons/${reason}/code`, code: 'reason_twice' }
  }
  return items.some(({ severity }) => severity === 'high') ? null : { path: 'items', code: 'nothing_grave' }
}

type Articles = Pick<ViolationRules, 'articles'>['articles']

/** An item by which articles of the rule pack are proposed, and one of them. */
export interface FinedItem {
  kind: InspectionKind
  code: string
  article: string
}

function finedItems(articles: Articles): FinedItem[] {
  return Object.entries(articles).flatMap(([article, { items = [] }]) => items.map((item) => ({ ...item, article })))
}

/** An item that is asked no more, though a fine is proposed by it: with it nobody would be fined for that any more. [ours] */
export function finedItemGone(
  before: Pick<Checklist, 'kind' | 'items'>,
  items: Checklist['items'],
  articles: Articles,
) {
  const gone = before.items.filter(({ code }) => items.every((item) => item.code !== code))
  const fined = finedItems(articles).find(
    ({ kind, code }) => kind === before.kind && gone.some((one) => one.code === code),
  )
  return fined ?? null
}

/** Items by which a fine is proposed that no checklist asks. */
export function finedNowhere(articles: Articles, lists: readonly Pick<Checklist, 'kind' | 'items'>[]): FinedItem[] {
  return finedItems(articles).filter(({ kind, code }) =>
    lists.every((list) => list.kind !== kind || list.items.every((item) => item.code !== code)),
  )
}
