import { streetClasses } from '../../streets/contract.ts'
import { categories, methods, trafficImpacts, utilities } from '../../works/contract.ts'

/** The statuses that an import may give: what lies further on in the lifecycle is reached by its own events. */
export const importedStatuses = ['draft', 'planned'] as const

const choices: Record<string, readonly string[]> = {
  category: categories,
  utility: utilities,
  method: methods,
  trafficImpact: trafficImpacts,
  status: importedStatuses,
  streetClass: streetClasses,
}

/** The values that a field may have, where it has a list of them. */
export function choicesOf(field: string): readonly string[] | undefined {
  return Object.hasOwn(choices, field) ? choices[field] : undefined
}
