import { type Static, Type } from 'typebox'
import { Ban } from '../../contractors/contract.ts'
import { Names } from '../../language/contract.ts'
import { Day, Instant } from '../../time/contract.ts'
import { statuses, WorksSummary } from '../../works/contract.ts'
import { outcomes } from '../contract.ts'

const closed = { additionalProperties: false }
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Party = Type.Object({ id: Uuid, name: Names })

/** Things that somebody still has to see to. */
export const openKinds = ['report', 'defect', 'sample', 'violation'] as const

/** `version` is that of the works as it was seen. A reason is needed while the guarantee still runs. */
export const NewClearance = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    signedAs: Type.Optional(Type.String({ minLength: 3, maxLength: 200, pattern: '\\S' })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
)
export type NewClearance = Static<typeof NewClearance>

/** The certificate by which the city takes a street back and lets go whoever dug it. */
export const Certificate = Type.Object({
  number: Type.String(),
  worksId: Uuid,
  issuedAt: Instant,
  issuedOn: Day,
  signedAs: Type.String(),
  office: Names,
  guaranteeFrom: nullable(Day),
  /** Its last day: that of the certificate where this ended it early. */
  guaranteeUntil: nullable(Day),
  /** The last day that it would have had, where the certificate ended it early. */
  guaranteeWasUntil: nullable(Day),
  /** Why it was issued before the guarantee ended. */
  earlyReason: nullable(Type.String()),
  groundSquareMetres: Type.Number(),
  deepestMetres: nullable(Type.Number()),
  /** By their numbers; null of what another system had inspected. */
  inspections: Type.Object({ final: nullable(Type.String()), guarantee: nullable(Type.String()) }),
})
export type Certificate = Static<typeof Certificate>

/** Who answers for the ground, how long, and since when. */
export const Guarantee = Type.Object({
  /** Null until the reinstatement was accepted. */
  from: nullable(Day),
  until: Day,
  /** Nought on its last day; negative once it has ended. */
  daysLeft: Type.Integer(),
  months: Type.Integer(),
  deepestMetres: nullable(Type.Number()),
  /** Liable is the agency whose works it is; its contractor answers to it. */
  holder: Type.Object({ agency: Party, contractor: nullable(Party) }),
})
export type Guarantee = Static<typeof Guarantee>

const LastInspection = Type.Object({
  kind: Type.Enum(['final', 'guarantee']),
  id: Uuid,
  number: Type.String(),
  outcome: Type.Enum([...outcomes]),
  endedAt: Instant,
})

/** All that stands between a works and its clearance, by name. */
export const Clearance = Type.Object({
  worksId: Uuid,
  version: Type.Integer(),
  status: Type.Enum([...statuses]),
  guarantee: nullable(Guarantee),
  inspections: Type.Array(LastInspection),
  open: Type.Array(
    Type.Object({
      kind: Type.Enum([...openKinds]),
      id: Uuid,
      number: Type.String(),
      since: Instant,
      /** Of the page that shows it. */
      link: Type.String(),
    }),
  ),
  /** Everything that stands against it, in the asked language. */
  against: Type.Array(Type.Object({ code: Type.String(), detail: Type.String() })),
  /** The guarantee still runs: it is issued for a reason only. */
  needsReason: Type.Boolean(),
  certificate: nullable(Certificate),
  /** Of its contractor, those that hang on works like this one. */
  bans: Type.Array(Type.Pick(Ban, ['id', 'reason', 'from', 'until'])),
  may: Type.Object({ issue: Type.Boolean() }),
})
export type Clearance = Static<typeof Clearance>

/** What anybody learns who reads the number of a certificate. */
export const PublicClearance = Type.Object({
  certificate: Certificate,
  /** As on its print: one that shows another is altered. */
  code: Type.String(),
  works: nullable(WorksSummary),
  agency: Names,
  contractor: nullable(Names),
})
export type PublicClearance = Static<typeof PublicClearance>
