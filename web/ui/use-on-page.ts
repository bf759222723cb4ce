import { useLocation } from '@tanstack/react-router'

/** Is the page of this path, or one beneath it, open? */
export function useOnPage(path: string): boolean {
  const { pathname } = useLocation()
  return pathname === path || pathname.startsWith(`${path}/`)
}
