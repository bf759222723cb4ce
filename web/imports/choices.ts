import { assetKinds, importedAssetStates } from '../../server/assets/contract.ts'
import { importedStatuses } from '../../server/imports/contract.ts'
import { streetClasses } from '../../server/streets/contract.ts'
import { categories, methods, trafficImpacts, utilities } from '../../server/works/contract.ts'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { importsForAll } from './by-office.ts'

const lists: Record<string, { words: readonly string[]; say: string }> = {
  category: { words: categories, say: 'category' },
  utility: { words: utilities, say: 'utility' },
  status: { words: importedStatuses, say: 'status' },
  method: { words: methods, say: 'method' },
  trafficImpact: { words: trafficImpacts, say: 'impact' },
  streetClass: { words: streetClasses, say: 'street' },
  assetKind: { words: assetKinds, say: 'asset.kind' },
  assetState: { words: importedAssetStates, say: 'asset.state' },
}

export interface FieldChoice {
  value: string
  label: string
}

/** The values that a field may take, with the ids of their words; `null` for a free one. */
export function choicesOf(field: string): { value: string; message: string }[] | null {
  const known = lists[field]
  return known ? known.words.map((value) => ({ value, message: `${known.say}.${value}` })) : null
}

/** The same in words; the root authority also chooses among the agencies. */
export function useChoices(field: string): FieldChoice[] | null {
  const { sayAny, name } = useSpeech()
  const { agencies } = useAgencies()
  const byOffice = importsForAll(useUser())
  if (field === 'agency')
    return byOffice ? agencies.map(({ code, name: names }) => ({ value: code, label: name(names) })) : null
  return choicesOf(field)?.map(({ value, message }) => ({ value, label: sayAny(message) })) ?? null
}
