import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyServerOptions } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { accountRoutes } from './accounts/routes.ts'
import { agencyRoutes } from './agencies/routes.ts'
import { analyticsRoutes } from './analytics/routes.ts'
import { assetRoutes } from './assets/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { basemapRoutes } from './basemap/routes.ts'
import { progressKeeper } from './cases/hand-over.ts'
import { keeper } from './cases/keeper.ts'
import { caseRoutes } from './cases/routes.ts'
import { contractorRoutes } from './contractors/routes.ts'
import { coordinationRoutes, restrictionRoutes } from './coordination/routes.ts'
import { callRoutes } from './dig-once/calls/routes.ts'
import { digOnceRoutes } from './dig-once/routes.ts'
import type { App, Services } from './http/app-types.ts'
import { orderlyClosing } from './http/closing.ts'
import { shallowBodies } from './http/depth.ts'
import { brokenAddress, errorHandling } from './http/errors.ts'
import { guard } from './http/guard.ts'
import { healthRoutes } from './http/health.ts'
import { language } from './http/language.ts'
import { type BodyPace, keepPace } from './http/limits/body-pace.ts'
import { geometryBytes, smallBodies } from './http/limits/body-size.ts'
import { gate } from './http/limits/gate.ts'
import { patience } from './http/limits/patience.ts'
import { shedding } from './http/limits/pressure.ts'
import { brokenConnection } from './http/no-http.ts'
import { openapi } from './http/openapi.ts'
import { securityHeaders } from './http/security-headers.ts'
import { validation } from './http/validation.ts'
import { webPage } from './http/web-page.ts'
import { connectionListRoutes } from './imports/connection-routes.ts'
import { importRoutes } from './imports/routes.ts'
import { inspectionFeatures } from './inspections/features.ts'
import { fineKeeper } from './inspections/violations/fine.ts'
import { layers } from './layers.ts'
import { liveRoutes } from './live/routes.ts'
import { mediaRoutes } from './media/routes.ts'
import { heldMeetingRoutes } from './meeting/held/routes.ts'
import { meetingRoutes } from './meeting/routes.ts'
import { noticeRoutes } from './notifications/routes.ts'
import { unsubscribeRoutes } from './notifications/unsubscribe-routes.ts'
import { webhookRoutes } from './notifications/webhooks/routes.ts'
import { opportunityRoutes } from './opportunities/routes.ts'
import { amendmentRoutes } from './permits/amendment-routes.ts'
import { delegationRoutes } from './permits/delegation/routes.ts'
import { feeRoutes } from './permits/fees/routes.ts'
import { paperRoutes } from './permits/paper/routes.ts'
import { queueRoutes } from './permits/queue/routes.ts'
import { permitRoutes } from './permits/routes.ts'
import { placeRoutes } from './places/routes.ts'
import { policyRoutes } from './policy/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { networkRoutes } from './streets/network/routes.ts'
import { streetRoutes } from './streets/routes.ts'
import { TileCache } from './tiles/cache.ts'
import { tileRoutes } from './tiles/routes.ts'
import { connectionRoutes } from './works/connections/routes.ts'
import { diversionRoutes } from './works/diversions/routes.ts'
import { progressRoutes } from './works/progress/routes.ts'
import { worksRoutes } from './works/routes.ts'

/** Of a part of an address: several tile layers are named in one. */
const maxParamLength = 300

/** The whole service, listening to nobody. */
export async function buildApp(
  services: Services,
  { pace, ...options }: FastifyServerOptions & { pace?: BodyPace } = {},
): Promise<App> {
  const app: App = Fastify({
    bodyLimit: geometryBytes,
    ...patience,
    routerOptions: { maxParamLength },
    frameworkErrors: brokenAddress,
    // the audit names requests for good: no number that begins anew with each start
    genReqId: () => uuidv7(),
    clientErrorHandler: brokenConnection,
    ...options,
  }).withTypeProvider<TypeBoxTypeProvider>()
  keepPace(app.server, pace)
  orderlyClosing(app)
  shallowBodies(app)
  validation(app)
  errorHandling(app)
  await app.register(cookie)
  await securityHeaders(app, services)
  language(app)
  smallBodies(app)
  await limited(app, services)
  await app.register(multipart)
  await openapi(app, services)
  guard(app, services)
  features(app, services)
  await basemapRoutes(app, services)
  await webPage(app)
  return app
}

/** The features in reading order. */
function features(app: App, services: Services): void {
  const tiles = new TileCache()
  healthRoutes(app, services)
  accountRoutes(app, services)
  agencyRoutes(app, services)
  streetRoutes(app, services)
  networkRoutes(app, services)
  placeRoutes(app, services)
  policyRoutes(app, services)
  worksRoutes(app, services, keeper)
  diversionRoutes(app, services, keeper)
  connectionRoutes(app, services, keeper)
  progressRoutes(app, services, progressKeeper)
  coordinationRoutes(app, services)
  restrictionRoutes(app, services)
  digOnceRoutes(app, services, keeper)
  callRoutes(app, services, keeper)
  permitRoutes(app, services, keeper)
  queueRoutes(app, services)
  delegationRoutes(app, services)
  amendmentRoutes(app, services, keeper)
  caseRoutes(app, services)
  feeRoutes(app, services, fineKeeper)
  paperRoutes(app, services)
  contractorRoutes(app, services)
  noticeRoutes(app, services)
  unsubscribeRoutes(app, services)
  webhookRoutes(app, services)
  inspectionFeatures(app, services, keeper)
  reportRoutes(app, services)
  opportunityRoutes(app, services)
  analyticsRoutes(app, services)
  meetingRoutes(app, services)
  heldMeetingRoutes(app, services)
  mediaRoutes(app, services)
  auditRoutes(app, services)
  importRoutes(app, services, { keeper, stored: () => tiles.touch() })
  connectionListRoutes(app, services)
  assetRoutes(app, services)
  tileRoutes(app, services, { layers, cache: tiles })
  liveRoutes(app, services, { changed: () => tiles.touch() })
}

/** What one client may ask for, and when nobody may ask for more. */
async function limited(app: App, { limits }: Services): Promise<void> {
  if (!limits) return
  await shedding(app, limits)
  await gate(app, limits)
}
