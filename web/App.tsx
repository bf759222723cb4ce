import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router'
import { parseSearch, readAddress, stringifySearch } from './address.ts'
import { withAdministration, withPermits, withPlanning } from './i18n/language.tsx'
import { BrokenPage, NotFoundPage } from './LostPages.tsx'
import { Workbench } from './Workbench.tsx'
import { WorksPage } from './works/WorksPage.tsx'

const root = createRootRoute({
  validateSearch: readAddress,
  component: Workbench,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
})
const page = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component })

/** The pages, in the order of the features. */
const pages = [
  page('/', () => <WorksPage usual="map" />),
  page('/works', () => <WorksPage usual="split" />),
  page('/my-works', lazyRouteComponent(withPlanning(() => import('./works/mine/MyWorksPage.tsx')))),
  page(
    '/draw',
    lazyRouteComponent(() => import('./works/draw/DrawPage.tsx')),
  ),
  page('/consultations', lazyRouteComponent(withPermits(() => import('./permits/ConsultationsPage.tsx')))),
  page('/reviews', lazyRouteComponent(withPermits(() => import('./permits/ReviewsPage.tsx')))),
  page('/p/$number', lazyRouteComponent(withPermits(() => import('./permits/PermitPage.tsx')))),
  page(
    '/conflicts',
    lazyRouteComponent(
      withPlanning(() => import('./coordination/ConflictsPage.tsx')),
      'ConflictsPage',
    ),
  ),
  page(
    '/reports',
    lazyRouteComponent(() => import('./reports/ReportsPage.tsx'), 'ReportsPage'),
  ),
  page(
    '/reports/new',
    lazyRouteComponent(() => import('./reports/SendReportPage.tsx')),
  ),
  page(
    '/reports/follow/$token',
    lazyRouteComponent(() => import('./reports/FollowPage.tsx')),
  ),
  page(
    '/opportunities',
    lazyRouteComponent(() => import('./opportunities/OpportunitiesPage.tsx'), 'OpportunitiesPage'),
  ),
  page(
    '/opportunities/new',
    lazyRouteComponent(() => import('./opportunities/NewSitePage.tsx')),
  ),
  page(
    '/imports',
    lazyRouteComponent(() => import('./imports/ImportsPage.tsx')),
  ),
  page('/accounts', lazyRouteComponent(withAdministration(() => import('./accounts/AccountsPage.tsx')))),
  page('/audit', lazyRouteComponent(withAdministration(() => import('./audit/AuditPage.tsx')))),
  page('/welcome', lazyRouteComponent(withAdministration(() => import('./accounts/WelcomePage.tsx')))),
  page(
    '/sign-in',
    lazyRouteComponent(() => import('./agencies/SignInPage.tsx'), 'SignInPage'),
  ),
]

function makeRouter() {
  return createRouter({ routeTree: root.addChildren(pages), parseSearch, stringifySearch, defaultPreload: false })
}

let router: ReturnType<typeof makeRouter> | undefined

/** The whole of Nasaq, at the address that the window has by then. */
export function App() {
  router ??= makeRouter()
  return <RouterProvider router={router} />
}
