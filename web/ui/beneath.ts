/** Is a path this page, or one beneath it? */
export function isBeneath(pathname: string, page: string): boolean {
  return pathname === page || pathname.startsWith(`${page}/`)
}
