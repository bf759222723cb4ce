import { assetKinds, importedAssetStates } from '../../assets/contract.ts'
import { entryKinds } from '../../inspections/ledger/contract.ts'
import { streetClasses } from '../../streets/contract.ts'
import { categories, methods, trafficImpacts, utilities } from '../../works/contract.ts'
import { importedStatuses } from '../contract.ts'

const choices: Record<string, readonly string[]> = {
  category: categories,
  utility: utilities,
  method: methods,
  trafficImpact: trafficImpacts,
  status: importedStatuses,
  streetClass: streetClasses,
  surfaceKind: entryKinds,
  assetKind: assetKinds,
  assetState: importedAssetStates,
}

/** The values that a field may have, where it has a list of them. */
export function choicesOf(field: string): readonly string[] | undefined {
  return Object.hasOwn(choices, field) ? choices[field] : undefined
}
