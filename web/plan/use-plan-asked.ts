import { useQuery } from '@tanstack/react-query'
import { categories } from '../../server/works/contract.ts'
import { known, useAddress } from '../address.ts'
import { municipalitiesQuery, useAgencies } from '../agencies/queries.ts'
import type { PlanAsked } from './queries.ts'

/** What the address asks of the plan; codes become ids, and what is not understood is left out. */
export function usePlanAsked(thisYear: number): PlanAsked {
  const { year: asked, municipality, agency, category } = useAddress()
  const { agencies } = useAgencies()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const idsOf = (codes: string | undefined, of: readonly { id: string; code: string }[]) =>
    known(codes, of.map(({ code }) => code)).map((code) => of.find((each) => each.code === code)?.id).join(',') // biome-ignore format: one line
  const year = /^20\d\d$/.test(asked ?? '') ? Number(asked) : thisYear
  return {
    year,
    municipality: idsOf(municipality, municipalities) || undefined,
    agency: idsOf(agency, agencies) || undefined,
    category: known(category, categories).join(',') || undefined,
  }
}
