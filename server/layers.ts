import { municipalitiesLayer } from './agencies/layer.ts'
import { assetsLayer } from './assets/layer.ts'
import { conflictsLayer, constraintAreasLayer } from './coordination/layer.ts'
import { defectsLayer } from './inspections/defects/layer.ts'
import { pavementLayer } from './inspections/ledger/layer.ts'
import { violationsLayer } from './inspections/violations/layer.ts'
import { opportunitiesLayer } from './opportunities/layer.ts'
import { placeLayers } from './places/layer.ts'
import { reportsLayer } from './reports/layer.ts'
import { protectedSurfacesLayer, streetsLayer } from './streets/layer.ts'
import type { Layer } from './tiles/layer.ts'
import { connectionsLayer } from './works/connections/layer.ts'
import { diversionsLayer } from './works/diversions/layer.ts'
import { footprintsLayer, worksCellsLayer, worksLayer } from './works/layer.ts'

/** Every map layer that this service draws. */
export const layers: readonly Layer[] = [
  municipalitiesLayer,
  ...placeLayers,
  streetsLayer,
  pavementLayer,
  assetsLayer,
  protectedSurfacesLayer,
  constraintAreasLayer,
  diversionsLayer,
  worksLayer,
  footprintsLayer,
  connectionsLayer,
  worksCellsLayer,
  conflictsLayer,
  opportunitiesLayer,
  reportsLayer,
  defectsLayer,
  violationsLayer,
]
