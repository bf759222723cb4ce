import { dayOf, type Layer, place } from '../tiles/layer.ts'
import { streetClasses } from './contract.ts'

/** Centrelines; the narrow ones only where there is room for them. */
export const streetsLayer: Layer = {
  name: 'streets',
  minzoom: 10,
  maxzoom: 22,
  isBase: true,
  fields: { id: 'String', class: 'Number', ar: 'String', en: 'String', width: 'Number' },
  rows: `select s.tile_id as feature_id, s.id as id, ${place(streetClasses, 's.class')} as class, s.label_ar as ar,
           s.name_en as en, round(s.width_metres)::int as width, s.line_3857 as geometry
    from bounds b join street s on s.line_3857 && b.search
    where s.class in ('highway','arterial') or b.z >= 12 and s.class = 'collector' or b.z >= 13`,
}

/** New surfaces that must not be cut. */
export const protectedSurfacesLayer: Layer = {
  name: 'protected_surfaces',
  minzoom: 11,
  maxzoom: 22,
  fields: { id: 'String', hold: 'Number', until: 'Number', ar: 'String', en: 'String' },
  rows: `select p.tile_id as feature_id, p.id as id, ${dayOf('p.hold_until')} as hold, ${dayOf('p.protected_until')} as until,
           p.name_ar as ar, p.name_en as en, ST_Transform(p.ground, 3857) as geometry
    from bounds b join protected_surface p on p.ground && b.search_4326`,
}
