import { streetClasses } from '../../server/streets/contract.ts'
import { categories, methods, statuses, trafficImpacts, utilities } from '../../server/works/contract.ts'

const choices: Record<string, { words: readonly string[]; say: string }> = {
  category: { words: categories, say: 'category' },
  utility: { words: utilities, say: 'utility' },
  status: { words: statuses, say: 'status' },
  method: { words: methods, say: 'method' },
  trafficImpact: { words: trafficImpacts, say: 'impact' },
  streetClass: { words: streetClasses, say: 'street' },
}

/** The values that a field may take, with the ids of their words; `null` for a free one. */
export function choicesOf(field: string): { value: string; message: string }[] | null {
  const known = choices[field]
  return known ? known.words.map((value) => ({ value, message: `${known.say}.${value}` })) : null
}
