import type { App, Services } from '../http/app-types.ts'
import type { AmendmentKeeper } from '../works/store.ts'
import { checklistRoutes } from './checklists/routes.ts'
import { clearanceRoutes } from './clearance/routes.ts'
import { defectRoutes } from './defects/routes.ts'
import { fieldRoutes } from './field/routes.ts'
import { laboratoryRoutes } from './laboratory/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { qualityRoutes } from './quality/routes.ts'
import { reinstatementRoutes } from './reinstatement/routes.ts'
import { inspectionRoutes } from './routes.ts'
import { violationAnswerRoutes } from './violations/answer-routes.ts'
import { violationRoutes } from './violations/routes.ts'
import { visitRoutes } from './visits/routes.ts'

/** Everything about the quality of excavations, in reading order: what is asked, visited, found, mended, proved and handed back. */
export function inspectionFeatures(app: App, services: Services, keeper: AmendmentKeeper): void {
  checklistRoutes(app, services)
  ledgerRoutes(app, services)
  visitRoutes(app, services)
  fieldRoutes(app, services)
  inspectionRoutes(app, services, keeper)
  defectRoutes(app, services)
  laboratoryRoutes(app, services)
  qualityRoutes(app, services)
  reinstatementRoutes(app, services, keeper)
  clearanceRoutes(app, services, keeper)
  violationRoutes(app, services)
  violationAnswerRoutes(app, services)
}
