import type { ChecklistItem } from '../../../server/inspections/checklists/contract.ts'
import type { InspectionOutcome } from '../../../server/inspections/contract.ts'
import { outcomeOf } from '../../../server/inspections/rules.ts'
import type { InspectionDraft } from './draft.ts'

/** What will come of a visit as it stands, by the service's own rule. */
export function previewOf({ items, unable }: InspectionDraft, checklist: readonly ChecklistItem[]): InspectionOutcome {
  const answers = unable
    ? []
    : checklist.flatMap(({ code }) => {
        const item = items[code]
        return item ? [{ code, result: item.result, severity: item.severity, photos: [] }] : []
      })
  return outcomeOf({ items: answers, ...(unable ? { unable: { reason: unable.reason ?? 'other' } } : {}) }, [
    ...checklist,
  ])
}
