/** Is a path this page, or one beneath it? */
export function isBeneath(pathname: string, page: string): boolean {
  return pathname === page || pathname.startsWith(`${page}/`)
}

/**
 * Does a way lead into a room from outside of it? `href` is an address of this site. The field is one that is loaded anew
 * when it is entered: its worker knows only pages that were opened there, and opens no other one without a network.
 */
export function entersField(pathname: string, href: string): boolean {
  const [path = ''] = href.split(/[?#]/)
  return isBeneath(path, '/field') && !isBeneath(pathname, '/field')
}
