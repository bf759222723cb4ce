import type { User } from '../server/agencies/contract.ts'
import type { View } from './address.ts'
import type { MessageId } from './i18n/language.tsx'
import { isBeneath } from './ui/beneath.ts'
import { nameOfOurs } from './works/ours.ts'

/** Pages that are lists first open beside the map. */
const lists = [
  '/works',
  '/conflicts',
  '/dig-once',
  '/consultations',
  '/reviews',
  '/cases',
  '/defects',
  '/violations',
  '/office/restrictions',
  '/office/meeting',
  '/office/meetings',
  '/reports',
  '/opportunities',
  '/inspections',
  '/visits',
  '/samples',
  '/quality',
  '/assets',
]

/** Pages that have nothing on the map. */
const whole = [
  '/my-works',
  '/office/plan',
  '/office/figures',
  '/office/bans',
  '/accounts',
  '/audit',
  '/checklists',
  '/streets',
  '/notifications',
  '/p',
  '/c',
  '/pay',
  '/field',
]

/** A phone at a site, with no need of a map that is larger than all else: it is fetched with the next page. */
const mapless = ['/p', '/c', '/pay', '/field']

/** Pages that are there to fill something in: the window of time is nothing to them. */
const forms = [
  '/defects',
  '/reports/new',
  '/reports/follow',
  '/opportunities/new',
  '/imports',
  '/office/plan',
  '/office/figures',
  '/office/bans',
  '/office/meeting',
  '/streets',
  '/violations',
  '/samples',
  '/visits',
  '/quality',
  '/welcome',
  '/sign-in',
  '/p',
  '/c',
  '/pay',
  '/field',
]

export function isForm(pathname: string): boolean {
  return forms.some((page) => isBeneath(pathname, page))
}

export function needsMap(pathname: string): boolean {
  return !mapless.some((page) => isBeneath(pathname, page))
}

export function isWhole(pathname: string): boolean {
  return whole.some((page) => isBeneath(pathname, page))
}

/** How a page is shown: as the address says, where it may. */
export function viewOf(pathname: string, asked?: View): View {
  if (isWhole(pathname)) return 'list'
  return asked ?? (lists.includes(pathname) ? 'split' : 'map')
}

/** The more particular first. */
const names: readonly (readonly [path: string, name: MessageId])[] = [
  ['/works', 'nav.works'],
  ['/my-works', 'nav.myWorks'],
  ['/conflicts', 'nav.conflicts'],
  ['/dig-once', 'nav.digOnce'],
  ['/consultations', 'nav.consultations'],
  ['/reviews', 'nav.reviews'],
  ['/cases', 'nav.cases'],
  ['/office', 'nav.office'],
  ['/p', 'nav.permit'],
  ['/c', 'nav.clearance'],
  ['/pay', 'nav.pay'],
  ['/draw', 'draw.title'],
  ['/reports/new', 'report.send'],
  ['/reports', 'nav.reports'],
  ['/opportunities', 'nav.opportunities'],
  ['/imports', 'nav.imports'],
  ['/assets', 'nav.assets'],
  ['/accounts', 'nav.accounts'],
  ['/audit', 'nav.audit'],
  ['/notifications', 'nav.notices'],
  ['/checklists', 'nav.checklists'],
  ['/streets', 'nav.streets'],
  ['/field', 'nav.field'],
  ['/inspections', 'nav.inspections'],
  ['/visits', 'nav.visits'],
  ['/defects', 'nav.defects'],
  ['/samples', 'nav.samples'],
  ['/quality', 'nav.quality'],
  ['/violations', 'nav.violations'],
  ['/welcome', 'nav.welcome'],
  ['/sign-in', 'session.signIn'],
]

/** What the window is called on a page, for whoever reads it. */
export function pageName(pathname: string, user: User | null): MessageId {
  const name = names.find(([path]) => isBeneath(pathname, path))?.[1] ?? 'nav.map'
  return name === 'nav.myWorks' ? nameOfOurs(user) : name
}
