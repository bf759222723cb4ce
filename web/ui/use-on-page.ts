import { useLocation } from '@tanstack/react-router'
import { isBeneath } from './beneath.ts'

/** Is this page, or one beneath it, open? */
export function useOnPage(page: string): boolean {
  return isBeneath(useLocation().pathname, page)
}
