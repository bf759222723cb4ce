import { fieldChoices } from '../../server/imports/contract.ts'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { importsForAll } from './by-office.ts'

/** What the words of each list are called by. */
const says: Record<keyof typeof fieldChoices, string> = {
  category: 'category',
  utility: 'utility',
  status: 'status',
  method: 'method',
  trafficImpact: 'impact',
  streetClass: 'street',
  surfaceKind: 'ledger.kind',
  assetKind: 'asset.kind',
  assetState: 'asset.state',
}

const hasChoices = (field: string): field is keyof typeof fieldChoices => Object.hasOwn(fieldChoices, field)

export interface FieldChoice {
  value: string
  label: string
}

/** The values that a field may take, with the ids of their words; `null` for a free one. */
export function choicesOf(field: string): { value: string; message: string }[] | null {
  if (!hasChoices(field)) return null
  return fieldChoices[field].map((value) => ({ value, message: `${says[field]}.${value}` }))
}

/** The same in words; the root authority also chooses among the agencies. */
export function useChoices(field: string, isOwn: boolean): FieldChoice[] | null {
  const { sayAny, name } = useSpeech()
  const { agencies } = useAgencies()
  const byOffice = importsForAll(useUser()) && !isOwn
  if (field === 'agency')
    return byOffice ? agencies.map(({ code, name: names }) => ({ value: code, label: name(names) })) : null
  return choicesOf(field)?.map(({ value, message }) => ({ value, label: sayAny(message) })) ?? null
}
