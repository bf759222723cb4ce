import type { OpportunityChange } from '../../server/opportunities/contract.ts'
import { readNumber } from '../i18n/format.ts'

/** The term and the least price of a site as they are typed. */
export interface TypedTerms {
  years: string
  minimum: string
}

export type Terms = Required<Pick<OpportunityChange, 'termYears' | 'minimumRiyals'>>

/** What was typed as numbers; a least price need not be there. `null` where something is none. */
export function readTerms({ years, minimum }: TypedTerms): Terms | null {
  const termYears = readNumber(years)
  const minimumRiyals = minimum.trim() === '' ? null : readNumber(minimum)
  if (termYears === null || termYears <= 0) return null
  if (minimumRiyals === null && minimum.trim() !== '') return null
  return { termYears, minimumRiyals }
}
