import { describe, expect, it } from 'vitest'
import { checklistFault } from './rules.ts'

const item = (code: string, severity: 'high' | 'low', ...reasons: string[]) => ({
  code,
  severity,
  reasons: reasons.map((reason) => ({ code: reason, text: { ar: 'سبب', en: 'Reason' } })),
})

describe('a checklist', () => {
  it.each([
    ['of items that are each there once', [item('signs', 'high', 'missing', 'hidden'), item('storage', 'low', 'missing')], null],
    ['with an item twice', [item('signs', 'high', 'missing'), item('signs', 'low', 'hidden')], { path: 'items/1/code', code: 'item_twice' }],
    ['with a reason twice', [item('a', 'low', 'x'), item('b', 'high', 'x', 'y', 'x')], { path: 'items/1/reasons/2/code', code: 'reason_twice' }],
    ['with nothing grave in it', [item('storage', 'low', 'missing')], { path: 'items', code: 'nothing_grave' }],
  ] as const)('%s', (_what, items, fault) => expect(checklistFault(items as never)).toEqual(fault)) // biome-ignore format: a table
})
