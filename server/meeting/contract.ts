import { type Static, type TSchema, Type } from 'typebox'
import { Areas, Position } from '../geo/contract.ts'
import { Names } from '../language/contract.ts'
import { Day, Period } from '../time/contract.ts'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What a meeting goes through, in this order: what was decided, what is late, what needs a decision, what is to come. */
export const agenda = ['decisions', 'overdue', 'cases', 'conflicts', 'chances', 'restrictions', 'works'] as const
export type AgendaPoint = (typeof agenda)[number]

/** A quarter of the civil year: `2027-Q1`. */
export const Quarter = Type.String({
  pattern: '^20\\d\\d-Q[1-4]$',
  description: 'YYYY-Qn, a quarter of the civil year',
})

/** Corners of a drawn area: as many as an address holds. */
export const mostCorners = 60
const corner = '-?\\d{1,3}(\\.\\d{1,7})?,-?\\d{1,2}(\\.\\d{1,7})?'
export const Corners = Type.String({
  pattern: `^${corner}(;${corner}){2,${mostCorners - 1}}$`,
  description: `longitude,latitude of each corner of an area in WGS84, joined by semicolons; 3 to ${mostCorners}`,
})

/** How much it weighs, for whoever looks at colours. */
export const weights = ['blocking', 'warning', 'info', 'chance'] as const

/** A works that an item is about: one of those that meet, or are in a case. */
export const MentionedWorks = Type.Object({
  id: Type.String({ format: 'uuid' }),
  number: Type.String(),
  title: Type.String(),
  agency: Type.String(),
  period: Period,
  /** Its own item in this pack, where it has one. */
  item: nullable(Type.Integer()),
})
export type MentionedWorks = Static<typeof MentionedWorks>

/** One thing to speak about; words are in the language that was asked for. */
export const MeetingItem = Type.Object({
  /** Counted through the whole pack: the same on the page, on paper and in the files. */
  number: Type.Integer(),
  about: Type.Object({ type: Type.Enum(['works', 'case', 'conflict', 'place']), id: nullable(Type.String()) }),
  /** The number of the works, the case, the permit or the meeting. */
  reference: nullable(Type.String()),
  title: Type.String(),
  agency: nullable(Type.String()),
  street: nullable(Type.String()),
  period: nullable(Type.Object({ start: nullable(Day), end: nullable(Day) })),
  standing: nullable(Type.String()),
  weight: nullable(Type.Enum([...weights])),
  /** By when somebody has to move, and how many days from today that is. */
  due: nullable(Day),
  daysLeft: nullable(Type.Integer()),
  metres: nullable(Type.Number()),
  streetDays: nullable(Type.Integer()),
  /** In the currency of the pack. */
  money: nullable(Type.Number()),
  works: Type.Array(MentionedWorks),
  facts: Type.Array(Type.String()),
  /** Other items about the same works. */
  see: Type.Array(Type.Integer()),
  /** Where it is marked on the map. */
  at: nullable(Position),
})
export type MeetingItem = Static<typeof MeetingItem>

export const MeetingGroup = Type.Object({
  /** An agency, or a kind of restriction; null where a point of the agenda has one list. */
  name: nullable(Type.String()),
  /** How many there are; more than are listed where there are too many for a meeting. */
  total: Type.Integer(),
  /** Says so where they are not all listed. */
  note: nullable(Type.String()),
  items: Type.Array(MeetingItem),
})
export type MeetingGroup = Static<typeof MeetingGroup>

export const MeetingPoint = Type.Object({
  point: Type.Enum([...agenda]),
  title: Type.String(),
  total: Type.Integer(),
  /** What to say where there is nothing, or where more could not be looked at. */
  note: nullable(Type.String()),
  groups: Type.Array(MeetingGroup),
})
export type MeetingPoint = Static<typeof MeetingPoint>

export const MeetingPack = Type.Object({
  quarter: Quarter,
  period: Period,
  /** The quarter before: whose decisions are looked back on. */
  before: Period,
  /** The day on which it was put together. */
  today: Day,
  area: Type.Object({ name: nullable(Names), ground: Areas }),
  /** Whose pack it is: what others may see is another, with other numbers. */
  preparedFor: nullable(Names),
  currency: Type.String(),
  points: Type.Array(MeetingPoint),
})
export type MeetingPack = Static<typeof MeetingPack>

/** Of those who call meetings: whether they call this one, and whom it would concern beside them. */
export const Calling = Type.Object({
  may: Type.Boolean(),
  /** The one that holds most of the ground: its office calls. */
  municipalityId: Type.String({ format: 'uuid' }),
  concerned: Type.Array(
    Type.Object({
      agencyId: Type.String({ format: 'uuid' }),
      /** Items of the agenda that are about its works, or name it. */
      items: Type.Integer(),
      /** Answers for a municipality that the ground touches: it reads the meeting in any case. */
      isOffice: Type.Boolean(),
    }),
  ),
})
export type Calling = Static<typeof Calling>

/** A pack as it is read before a meeting is called. */
export const MeetingPackToCall = Type.Object({ ...MeetingPack.properties, calling: nullable(Calling) })
export type MeetingPackToCall = Static<typeof MeetingPackToCall>
