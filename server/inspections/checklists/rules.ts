import type { ChecklistItem } from './contract.ts'

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
