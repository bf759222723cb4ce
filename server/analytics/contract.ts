import { type Static, Type } from 'typebox'
import { Names } from '../language/contract.ts'
import { Period } from '../time/contract.ts'
import { categories, statuses } from '../works/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** A works on one street: the days it occupies ground, its metres there, and whom it meets. */
export const PlannedWorks = Type.Object({
  id: Uuid,
  number: Type.String(),
  title: Type.String(),
  agencyId: Uuid,
  category: Type.Enum([...categories]),
  status: Type.Enum([...statuses]),
  /** Not cut at the ends of the year. */
  occupies: Type.Object({ start: Period.properties.start, end: nullable(Period.properties.end) }),
  /** Of all of it where it lies on no known street. */
  metres: Type.Number(),
  blocking: Type.Integer(),
  warning: Type.Integer(),
  /** Chances to dig the same ground once. */
  chances: Type.Integer(),
})
export type PlannedWorks = Static<typeof PlannedWorks>

export const PlannedStreet = Type.Object({
  /** Null for what lies on no street that is known, which comes last. */
  id: nullable(Uuid),
  name: Names,
  works: Type.Array(PlannedWorks),
  /** How many there are; more than are listed where a street is very busy. */
  total: Type.Integer(),
})
export type PlannedStreet = Static<typeof PlannedStreet>

export const StreetsPlan = Type.Object({
  year: Type.Integer(),
  items: Type.Array(PlannedStreet),
  nextCursor: nullable(Type.String()),
})
export type StreetsPlan = Static<typeof StreetsPlan>

/** What an agency does in a year: works, their metres, and on how many works each month has ground open. */
export const PlannedAgency = Type.Object({
  agencyId: Uuid,
  works: Type.Integer(),
  metres: Type.Number(),
  /** Days of the year on which its works occupy ground, one works after another. */
  worksDays: Type.Integer(),
  /** Works that meet others so, each once. */
  blocking: Type.Integer(),
  chances: Type.Integer(),
  /** January first. */
  months: Type.Array(Type.Integer(), { minItems: 12, maxItems: 12 }),
})
export type PlannedAgency = Static<typeof PlannedAgency>

export const AgenciesPlan = Type.Object({ year: Type.Integer(), items: Type.Array(PlannedAgency) })
export type AgenciesPlan = Static<typeof AgenciesPlan>

/** What figures are told by. */
export const figureKeys = ['month', 'agency', 'municipality'] as const
export type FigureKey = (typeof figureKeys)[number]

/** What a year came to; hours are of the calendar, from asking to answering. `null`: nothing there to tell it from. */
const figures = {
  /** Permits issued, and the length of their works. */
  permits: Type.Integer(),
  metres: Type.Number(),
  /** Answers of agencies that were asked, those by silence among them. */
  answers: Type.Integer(),
  deemed: Type.Integer(),
  /** Of answers that somebody gave. */
  medianHours: nullable(Type.Number()),
  p90Hours: nullable(Type.Number()),
  /** Findings that the office let pass, and objections that it overruled, with a reason. */
  settled: Type.Integer(),
  /** Cases of works that meet: opened, and ended because those concerned agreed or the office decided. */
  casesOpened: Type.Integer(),
  casesSettled: Type.Integer(),
  /** By the plans of works that share a trench on common days since then and are not all closed again; money in the rule pack's currency. */
  savedDays: Type.Integer(),
  savedMetres: Type.Number(),
  savedMoney: Type.Number(),
  /** What it came to of those of which the last was closed again then: days on which both were open, metres as they were recorded. */
  realisedDays: Type.Integer(),
  realisedMetres: Type.Number(),
  realisedMoney: Type.Number(),
  /** Blocking conflicts that stand now; null by month, for the register keeps no dates. */
  open: nullable(Type.Integer()),
}

/** `key`: a month as `2026-11`, or the id of an agency or a municipality. */
export const Figures = Type.Object({
  year: Type.Integer(),
  by: Type.Enum([...figureKeys]),
  total: Type.Object(figures),
  items: Type.Array(Type.Object({ key: Type.String(), ...figures })),
})
export type Figures = Static<typeof Figures>
