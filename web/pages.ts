import type { View } from './address.ts'
import type { MessageId } from './i18n/language.tsx'
import { isBeneath } from './ui/beneath.ts'

/** Pages that are lists first open beside the map. */
const lists = ['/works', '/conflicts', '/consultations', '/reviews', '/reports', '/opportunities']

/** Pages that have nothing on the map. */
const whole = ['/my-works', '/accounts', '/audit', '/p']

/** A phone at a site, with no need of a map that is larger than all else: it is fetched with the next page. */
const mapless = ['/p']

/** Pages that are there to fill something in: the window of time is nothing to them. */
const forms = ['/reports/new', '/reports/follow', '/opportunities/new', '/imports', '/welcome', '/sign-in', '/p']

export function isForm(pathname: string): boolean {
  return forms.some((page) => isBeneath(pathname, page))
}

export function needsMap(pathname: string): boolean {
  return !mapless.some((page) => isBeneath(pathname, page))
}

/** How a page is shown: as the address says, where it may. */
export function viewOf(pathname: string, asked?: View): View {
  if (whole.some((page) => isBeneath(pathname, page))) return 'list'
  return asked ?? (lists.includes(pathname) ? 'split' : 'map')
}

/** The more particular first. */
const names: readonly (readonly [path: string, name: MessageId])[] = [
  ['/works', 'nav.works'],
  ['/my-works', 'nav.myWorks'],
  ['/conflicts', 'nav.conflicts'],
  ['/consultations', 'nav.consultations'],
  ['/reviews', 'nav.reviews'],
  ['/p', 'nav.permit'],
  ['/draw', 'draw.title'],
  ['/reports/new', 'report.send'],
  ['/reports', 'nav.reports'],
  ['/opportunities', 'nav.opportunities'],
  ['/imports', 'nav.imports'],
  ['/accounts', 'nav.accounts'],
  ['/audit', 'nav.audit'],
  ['/welcome', 'nav.welcome'],
  ['/sign-in', 'session.signIn'],
]

/** What the window is called on a page. */
export function pageName(pathname: string): MessageId {
  return names.find(([path]) => isBeneath(pathname, path))?.[1] ?? 'nav.map'
}
