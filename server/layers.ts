import { municipalitiesLayer } from './agencies/layer.ts'
import { conflictsLayer, constraintAreasLayer } from './coordination/layer.ts'
import { opportunitiesLayer } from './opportunities/layer.ts'
import { placeLayers } from './places/layer.ts'
import { reportsLayer } from './reports/layer.ts'
import { protectedSurfacesLayer, streetsLayer } from './streets/layer.ts'
import type { Layer } from './tiles/layer.ts'
import { footprintsLayer, worksCellsLayer, worksLayer } from './works/layer.ts'

/** Every map layer that this service draws. */
export const layers: readonly Layer[] = [
  municipalitiesLayer,
  ...placeLayers,
  streetsLayer,
  protectedSurfacesLayer,
  constraintAreasLayer,
  worksLayer,
  footprintsLayer,
  worksCellsLayer,
  conflictsLayer,
  opportunitiesLayer,
  reportsLayer,
]
