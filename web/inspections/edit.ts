import type { ChecklistItem } from '../../server/inspections/checklists/contract.ts'

type Reason = ChecklistItem['reasons'][number]
const nothing = { ar: '', en: '' }

export const blankItem: ChecklistItem = {
  code: '',
  severity: 'low',
  text: nothing,
  reasons: [{ code: '', text: nothing }],
}
export const blankReason: Reason = { code: '', text: nothing }

/** The list with the one at this place replaced, or left out. */
export function replaced<T>(list: readonly T[], at: number, by: T | null): T[] {
  return list.flatMap((each, place) => (place === at ? (by === null ? [] : [by]) : [each]))
}

/** The list with the one at this place a place further up (-1) or down (1); as it was where there is none. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  const [one, other] = [list[at], list[to]]
  if (one === undefined || other === undefined) return [...list]
  return list.map((each, place) => (place === at ? other : place === to ? one : each))
}

const isCode = (code: string) => /^[a-z][a-z0-9_]{0,39}$/.test(code)
const isSaid = ({ ar, en }: { ar: string; en: string }) => ar.trim() !== '' && en.trim() !== ''

/** The places of the items that are not written whole yet. */
export function incompleteIn(items: readonly ChecklistItem[]): number[] {
  return items.flatMap((item, at) => (isComplete(item) ? [] : [at]))
}

/** Is everything written that an item needs? What else is wrong with a list the server says. */
export function isComplete({ code, text, reasons }: ChecklistItem): boolean {
  return (
    isCode(code) && isSaid(text) && reasons.length > 0 && reasons.every((one) => isCode(one.code) && isSaid(one.text))
  )
}
