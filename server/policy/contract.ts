import { type Static, Type } from 'typebox'
import { Names } from '../language/contract.ts'
import { streetClasses } from '../streets/contract.ts'
import { categories, methods, trafficImpacts, utilities } from '../works/contract.ts'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Metres = Type.Number({ minimum: 0 })

function each<Key extends string, Value extends Parameters<typeof Type.Record>[1]>(keys: readonly Key[], value: Value) {
  return Type.Object(Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>, closed)
}

/** A number of days by the class of the street that is opened; `unknown` where no street is known there. */
const DaysByClass = each([...streetClasses, 'unknown'], Count)

const WidthsByKind = each(methods, each(utilities, Type.Number({ exclusiveMinimum: 0, maximum: 100 })))

/** Usual trench widths by method, then utility, with the pack that says so. */
export const TrenchWidths = Type.Object({ pack: Names, metres: WidthsByKind })
export type TrenchWidths = Static<typeof TrenchWidths>

/**
 * The rule pack: every number of the domain, for one jurisdiction. Code asks the pack, never a literal.
 * Sources of the figures are named in the packs' own `sources`.
 */
export const RulePack = Type.Object(
  {
    id: Type.String(),
    extends: Type.Optional(Type.String()),
    name: Names,
    sources: Type.Record(Type.String(), Type.String()),
    /** IANA zone whose calendar days the city counts in. */
    zone: Type.String(),
    /** Days without work, 1 for Monday to 7 for Sunday. */
    weekend: Type.Array(Type.Integer({ minimum: 1, maximum: 7 })),
    holidays: Type.Array(Type.String({ format: 'date' })),
    /** Local time after which what arrives counts as received on the next working day. */
    cutOff: Type.String({ pattern: '^\\d{2}:\\d{2}$' }),
    /** Where a geometry may lie: west, south, east, north in WGS84 degrees. */
    box: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
    /** Who answers for the ground outside every boundary. */
    root: Type.Object({ regionId: Type.String({ pattern: '^[A-Z]{2,6}$' }), code: Type.String(), name: Names }, closed),
    /** What one works may be at the most: beyond lies a slip of the pen. */
    largest: Type.Object({ routeMetres: Metres, areaSquareMetres: Metres }, closed),
    footprint: Type.Object({ trenchWidthMetres: Metres, workingSpaceMetres: Metres }, closed),
    /** How wide a trench usually is: what a works is drawn with until somebody types its own. */
    trenchWidthMetres: WidthsByKind,
    impactBufferMetres: each(trafficImpacts, Metres),
    streetWidthMetres: each(streetClasses, Metres),
    /** Works whose periods lie at most this many days apart dig the same ground twice. */
    digOnceDays: Count,
    /** Ground rests this many days after works on it ended, by what they were. */
    moratoriumDays: Type.Object({ roadWorks: Count, other: Count }, closed),
    protection: Type.Object({ years: Count, holdMonths: Count }, closed),
    guarantee: Type.Object({ months: Count, deepMonths: Count, deepFromMetres: Metres }, closed),
    longestDays: each(categories, DaysByClass),
    /** Hours between the application and the start, at least. */
    leadHours: each(categories, Count),
    /** Hours that a consulted agency has to answer, by the category of the works; nought asks nobody. Once longer, on request. */
    consultation: Type.Object({ hours: each(categories, Count), extensionHours: Count }, closed),
    /** A sudden fault is dug at once, on a small area, and its application filed within so many hours of the notice. */
    emergency: Type.Object({ fileHours: Count, mostSquareMetres: Metres }, closed),
    /** Hours in which the office reviews an application. */
    reviewHours: each(categories, Count),
    connections: Type.Object({ most: Count, mainRouteMetres: Metres }, closed),
    /** An open report of the same category this near may be of the same thing. */
    reports: Type.Object({ sameWithinMetres: Metres }, closed),
  },
  closed,
)
export type RulePack = Static<typeof RulePack>
