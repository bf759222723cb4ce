import { useLocation } from '@tanstack/react-router'
import { useAddress } from '../address.ts'
import { useAgencies } from '../agencies/queries.ts'
import { type WorksFilter, worksFilter } from './works-filter.ts'

/** Where the filters of the address are those of works; on other pages the same words mean something else. */
export const worksPages: readonly string[] = ['/', '/works', '/my-works']

/** The filter for works on this page. Agencies are chosen in the legend, which stands on every page. */
export function useWorksFilter(): WorksFilter {
  const address = useAddress()
  const { pathname } = useLocation()
  const { agencies } = useAgencies()
  const { agency = '' } = address
  return worksFilter(worksPages.includes(pathname) ? address : { agency }, agencies)
}
