import { describe, expect, it } from 'vitest'
import { checklistFault, finedItemGone, finedNowhere } from './rules.ts'

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

describe('an item that a fine is proposed by', () => {
  const text = { ar: 'بند', en: 'Item' }
  const items = ['barriers', 'people'].map((code) => ({ code, severity: 'high' as const, text, reasons: [] }))
  const [barriers, people] = items as [(typeof items)[number], (typeof items)[number]]
  const before = { kind: 'site_safety' as const, items }
  const articles = {
    barriers: {
      words: text,
      liable: 'contractor' as const,
      basis: 'fixed' as const,
      amount: 1,
      repeat: { months: 12, factor: 2 },
      graceHours: 0,
      items: [{ kind: 'site_safety' as const, code: 'barriers' }],
    },
  }
  const fined = { kind: 'site_safety', code: 'barriers', article: 'barriers' }

  it.each([
    ['is there still', [people, barriers], null],
    ['is gone', [people], fined],
    ['has another code', [people, { ...barriers, code: 'fences' }], fined],
    ['stays where another goes', [barriers], null],
  ])('%s', (_what, after, gone) => expect(finedItemGone(before, after, articles)).toEqual(gone))

  it('is none where it was none before, nor of another kind', () => {
    expect(finedItemGone({ ...before, items: [people] }, [people], articles)).toBeNull()
    expect(finedItemGone({ ...before, kind: 'final' }, [people], articles)).toBeNull()
  })

  it('is found missing from all checklists', () => {
    expect(finedNowhere(articles, [before])).toEqual([])
    expect(
      finedNowhere(articles, [
        { ...before, kind: 'final' },
        { ...before, items: [people] },
      ]),
    ).toEqual([fined])
  })
})
