import { type FieldType, type Layer, place, withNamePoints } from '../tiles/layer.ts'
import { activities, opportunityStages } from './contract.ts'

const fields = {
  id: 'String',
  number: 'String',
  stage: 'Number',
  activity: 'Number',
  area: 'Number',
  ar: 'String',
  en: 'String',
} as const satisfies Record<string, FieldType>

/** The sites offered, with their square metres as the list compares them; a cancelled one is not drawn. */
export const opportunitiesLayer: Layer = {
  name: 'opportunities',
  minzoom: 10,
  maxzoom: 22,
  fields,
  rows: withNamePoints(
    fields,
    `select o.tile_id as feature_id, o.id as id, o.number as number, ${place(opportunityStages, 'o.stage')} as stage,
           ${place(activities, 'o.activity')} as activity, o.area_square_metres as area, o.label_ar as ar, o.title_en as en, o.boundary_3857 as geometry
    from bounds b join opportunity o on o.boundary_3857 && b.search
    where o.stage <> 'cancelled'`,
  ),
}
