import { sql } from '../../database/sql.ts'

/** What became of the surface of a segment `g` of a street `s`: the relations `renewed` and `dug`, for the page and the map alike. */
export const segmentFigures = sql(import.meta.url, 'figures.sql')

/** The share of the surface of a segment `g` of a street `s` that was cut, from nought to one. */
export const shareCut = 'least(1, dug.cut_square_metres / ((g.to_metres - g.from_metres) * s.width_metres))'
