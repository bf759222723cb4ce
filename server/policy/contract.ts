import { type Static, Type } from 'typebox'
import { InspectionNumbers } from '../inspections/policy.ts'
import { Names } from '../language/contract.ts'
import { reportCategories } from '../reports/contract.ts'
import { streetClasses } from '../streets/contract.ts'
import { YearlyHoliday } from '../time/holidays.ts'
import { categories, closures, methods, trafficImpacts, utilities } from '../works/contract.ts'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Metres = Type.Number({ minimum: 0 })

function each<Key extends string, Value extends Parameters<typeof Type.Record>[1]>(keys: readonly Key[], value: Value) {
  return Type.Object(Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>, closed)
}

/** Money by the class of the street, in the pack's currency. */
const MoneyByClass = each([...streetClasses, 'unknown'], Type.Number({ minimum: 0 }))

/** A number of days by the class of the street that is opened; `unknown` where no street is known there. */
const DaysByClass = each([...streetClasses, 'unknown'], Count)

/** Amounts in the smallest unit of the currency, by the class of the street that is opened. */
const AmountsByClass = each([...streetClasses, 'unknown'], Count)
const Percent = Type.Integer({ minimum: 0, maximum: 100 })

/** What permits and extensions cost; how it is put together is `permits/fees/rules.ts`. */
const Fees = Type.Object(
  {
    permit: Type.Object(
      {
        base: each(categories, Count),
        metreByClass: AmountsByClass,
        squareMetreByClass: AmountsByClass,
        dayByClass: AmountsByClass,
        /** An emergency costs so much more. */
        emergencyPercent: Count,
      },
      closed,
    ),
    extension: Type.Object({ base: Count, dayByClass: AmountsByClass }, closed),
    /** What comes back where a permit is given back before anybody has dug. */
    refundPercent: Percent,
  },
  closed,
)

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
    /** ISO 4217: of all money here. */
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** Days without work, 1 for Monday to 7 for Sunday. */
    weekend: Type.Array(Type.Integer({ minimum: 1, maximum: 7 })),
    /** Days off that were announced for one year. */
    holidays: Type.Array(Type.String({ format: 'date' })),
    /** Days off that come back each year. */
    yearlyHolidays: Type.Array(YearlyHoliday),
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
    /** Works of one agency on one street with at most so many free days between are looked at together. */
    splitWorksDays: Count,
    /**
     * A trench shared: less shared ground than `leastMetres` is a mere crossing; `costs` is what each metre opened once less,
     * each day a street is free and each works that need not come for itself is worth.
     */
    digOnce: Type.Object(
      {
        leastMetres: Metres,
        mostWorks: Type.Integer({ minimum: 2 }),
        /** A call for interest stays open so long, where nobody says otherwise. */
        callDays: Count,
        costs: Type.Object(
          { perMetre: MoneyByClass, perStreetDay: MoneyByClass, mobilisation: Type.Number({ minimum: 0 }) },
          closed,
        ),
      },
      closed,
    ),
    /** Ground rests this many days after works on it ended, by what they were. */
    moratoriumDays: Type.Object({ roadWorks: Count, other: Count }, closed),
    protection: Type.Object({ years: Count, holdMonths: Count }, closed),
    guarantee: Type.Object({ months: Count, deepMonths: Count, deepFromMetres: Metres }, closed),
    longestDays: each(categories, DaysByClass),
    /** Hours between the application and the start, at least. */
    leadHours: each(categories, Count),
    /** Hours that a consulted agency has to answer, by the category of the works; nought asks nobody. Once longer, on request. */
    consultation: Type.Object(
      {
        hours: each(categories, Count),
        extensionHours: Count,
        /** Agencies are asked where they have assets on the ground that is dug, or within so many metres of it. */
        assetMetres: Metres,
      },
      closed,
    ),
    /** A sudden fault is dug at once, on a small area, and its application filed within so many hours of the notice. */
    emergency: Type.Object({ fileHours: Count, mostSquareMetres: Metres }, closed),
    /** How often a permit may be extended; how long it may be in all is the longest duration's. */
    extension: Type.Object({ most: Count }, closed),
    /**
     * What each day past a permit's end costs while the ground is open: by the class of the street, the first days and each
     * later one, times the factor of the category.
     */
    overrun: Type.Object(
      {
        firstDays: Count,
        perDay: each(
          [...streetClasses, 'unknown'],
          Type.Object({ first: Type.Number({ minimum: 0 }), later: Type.Number({ minimum: 0 }) }, closed),
        ),
        factor: each(categories, Type.Number({ minimum: 0 })),
      },
      closed,
    ),
    /** Residents are told so many hours before works begin. */
    residentNoticeHours: Count,
    /** Hours in which the office reviews an application. */
    reviewHours: each(categories, Count),
    /**
     * Of coordination cases: hours for a proposal, hours to answer one, hours for the office once all have agreed on what only it may
     * grant, hours after which it decides whatever is proposed, and how many works one case may gather.
     */
    cases: Type.Object(
      {
        proposalHours: Count,
        answerHours: Count,
        officeHours: Count,
        mostHours: Count,
        mostWorks: Type.Integer({ minimum: 2 }),
      },
      closed,
    ),
    fees: Fees,
    /** Of many connections in one permit: how many, how long each and the main route may be, and how near each begins to that. */
    connections: Type.Object(
      { most: Count, mainRouteMetres: Metres, longestMetres: Metres, startsWithinMetres: Metres },
      closed,
    ),
    /**
     * Told before an answer and an emergency's application are due, on days before a permit ends, and so many working days
     * before what a meeting left is to be settled; which reviews are told at once; when a digest comes by itself; how long
     * notices are kept.
     */
    notices: Type.Object(
      {
        answerDueHours: Count,
        filingDueHours: Count,
        urgentReviewHours: Count,
        permitEndsDays: Type.Array(Count, { maxItems: 10 }),
        settleDueWorkingDays: Count,
        digestHour: Type.Integer({ minimum: 0, maximum: 23 }),
        keepDays: Type.Integer({ minimum: 30 }),
      },
      closed,
    ),
    /** What of a road may not be closed where a diversion leads, and how far the traffic of one reaches beside its line at least. */
    diversion: Type.Object({ closures: Type.Array(Type.Enum([...closures])), besideMetres: Metres }, closed),
    /**
     * An open one of the same kind so near is perhaps the same; a photo of what is solved is taken so near; disputed so many days.
     * Each kind is solved or turned down within so many working days.
     */
    reports: Type.Object(
      {
        sameWithinMetres: Metres,
        photoWithinMetres: Metres,
        disputeDays: Count,
        answerDays: each(reportCategories, Count),
      },
      closed,
    ),
    inspections: InspectionNumbers,
  },
  closed,
)
export type RulePack = Static<typeof RulePack>
