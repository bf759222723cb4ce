import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router'
import { parseSearch, readAddress, stringifySearch } from './address.ts'
import {
  withAdministration,
  withAssets,
  withCases,
  withDefects,
  withDigOnce,
  withHandover,
  withInspections,
  withLaboratory,
  withLedger,
  withNotifications,
  withOffice,
  withOutbox,
  withPermits,
  withPlanning,
  withViolations,
} from './i18n/rooms.ts'
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
  page('/cases', lazyRouteComponent(withPlanning(withCases(() => import('./cases/CasesPage.tsx'))))),
  page('/p', lazyRouteComponent(withPermits(() => import('./permits/FindPermitPage.tsx')))),
  page('/pay/$id', lazyRouteComponent(withPermits(() => import('./permits/PayPage.tsx')))),
  page('/p/$number', lazyRouteComponent(withPermits(() => import('./permits/PermitPage.tsx')))),
  page('/c/$number', lazyRouteComponent(withHandover(() => import('./handover/ClearancePage.tsx')))),
  page('/office/plan', lazyRouteComponent(withPermits(withOffice(() => import('./plan/PlanPage.tsx'))))),
  page('/office/figures', lazyRouteComponent(withPermits(withOffice(() => import('./analytics/FiguresPage.tsx'))))),
  page(
    '/office/restrictions',
    lazyRouteComponent(
      withAdministration(withOffice(withPermits(() => import('./restrictions/RestrictionsPage.tsx')))),
    ),
  ),
  page('/office/meeting', lazyRouteComponent(withPermits(withOffice(() => import('./meeting/MeetingPage.tsx'))))),
  page(
    '/office/meetings',
    lazyRouteComponent(withPermits(withOffice(() => import('./meeting/held/MeetingsPage.tsx')))),
  ),
  page('/office/bans', lazyRouteComponent(withPermits(withOffice(() => import('./contractors/BansPage.tsx'))))),
  page(
    '/conflicts',
    lazyRouteComponent(
      withPlanning(() => import('./coordination/ConflictsPage.tsx')),
      'ConflictsPage',
    ),
  ),
  page('/dig-once', lazyRouteComponent(withDigOnce(() => import('./dig-once/DigOncePage.tsx')))),
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
  page('/imports', lazyRouteComponent(withLedger(withAssets(() => import('./imports/ImportsPage.tsx'))))),
  page('/assets', lazyRouteComponent(withAssets(() => import('./assets/AssetsPage.tsx')))),
  page('/accounts', lazyRouteComponent(withAdministration(() => import('./accounts/AccountsPage.tsx')))),
  page(
    '/audit',
    lazyRouteComponent(
      withInspections(
        withLedger(
          withAdministration(
            withCases(
              withDefects(
                withOffice(withLaboratory(withAssets(withViolations(() => import('./audit/AuditPage.tsx'))))),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
  page('/notifications', lazyRouteComponent(withNotifications(() => import('./notifications/NotificationsPage.tsx')))),
  page('/violations', lazyRouteComponent(withViolations(() => import('./violations/ViolationsPage.tsx')))),
  page('/defects', lazyRouteComponent(withPermits(withDefects(() => import('./inspections/defects/DefectsPage.tsx'))))),
  page('/quality', lazyRouteComponent(withLaboratory(() => import('./inspections/quality/QualityPage.tsx')))),
  page('/samples', lazyRouteComponent(withLaboratory(() => import('./inspections/laboratory/SamplesPage.tsx')))),
  page('/streets', lazyRouteComponent(withPermits(withLedger(() => import('./streets/ledger/StreetsPage.tsx'))))),
  page('/streets/$id', lazyRouteComponent(withPermits(withLedger(() => import('./streets/ledger/StreetPage.tsx'))))),
  page('/checklists', lazyRouteComponent(withAdministration(() => import('./inspections/ChecklistsPage.tsx')))),
  page('/field', lazyRouteComponent(withInspections(() => import('./field/today/TodayPage.tsx')))),
  page('/field/inspect', lazyRouteComponent(withInspections(() => import('./field/inspect/InspectPage.tsx')))),
  page('/inspections', lazyRouteComponent(withInspections(() => import('./inspections/found/InspectionsPage.tsx')))),
  page('/visits', lazyRouteComponent(withInspections(() => import('./inspections/visits/VisitsPage.tsx')))),
  page('/field/outbox', lazyRouteComponent(withOutbox(() => import('./field/outbox/OutboxPage.tsx')))),
  page('/field/area', lazyRouteComponent(withOutbox(() => import('./field/offline/AreaPage.tsx')))),
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

/** A page of the field begins with what this phone knows already: the server may be out of reach. */
export async function begin(client: QueryClient): Promise<void> {
  if (!window.location.pathname.startsWith('/field')) return
  const { knowAgain } = await import('./field/offline/start.ts')
  return knowAgain(client)
}

/** The whole of Nasaq, at the address that the window has by then. */
export function App() {
  router ??= makeRouter()
  return <RouterProvider router={router} />
}
