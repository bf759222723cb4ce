import { dayOf, type Layer } from '../../tiles/layer.ts'
import { segmentFigures, shareCut } from './figures.ts'

/**
 * Segments of streets by what was dug in them: `cuts` and `share` (percent) since the day `from` of the filter and since
 * they were last surfaced, on the day `surfaced`.
 */
export const pavementLayer: Layer = {
  name: 'pavement',
  minzoom: 13,
  maxzoom: 22,
  agenciesOnly: true,
  fields: {
    street: 'String',
    place: 'Number',
    cuts: 'Number',
    share: 'Number',
    surfaced: 'Number',
    guarantee: 'Number',
    open: 'Number',
  },
  rows: `select g.tile_id as feature_id, g.street_id as street, g.place as place, dug.cuts as cuts,
           round((100 * ${shareCut})::numeric, 1)::float8 as share, ${dayOf('renewed.surfaced_on')} as surfaced,
           ${dayOf('dug.guarantee_until')} as guarantee, dug.open as open, g.line_3857 as geometry
    from bounds b
    join street_segment g on g.line_3857 && b.search
    join street s on s.id = g.street_id
    ${segmentFigures}
    where dug.cuts > 0 or dug.open > 0 or renewed.surfaced_on is not null`,
}
