import { useLocation } from '@tanstack/react-router'

/** Is a path this page, or one beneath it? */
export function isBeneath(pathname: string, page: string): boolean {
  return pathname === page || pathname.startsWith(`${page}/`)
}

/** Is this page, or one beneath it, open? */
export function useOnPage(page: string): boolean {
  return isBeneath(useLocation().pathname, page)
}
