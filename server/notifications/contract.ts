import { type Static, type TSchema, Type } from 'typebox'
import { languages, type Names } from '../language/contract.ts'
import { Instant } from '../time/contract.ts'

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What people are told of. A new kind is a line here, one in the catalogue, and its sentences in both languages. */
export const noticeKinds = [
  'asked',
  'answer_due',
  'asked_for_other',
  'answer_due_for_other',
  'answered_for_us',
  'entrusted',
  'entrusting_ended',
  'emergency_nearby',
  'emergency_begun',
  'applied',
  'applied_urgent',
  'filing_due',
  'amended',
  'objected',
  'returned',
  'refused',
  'approved',
  'overruled',
  'cancelled',
  'granted',
  'suspended',
  'resumed',
  'permit_ending',
  'expired',
  'overrun',
  'accepted',
  'cleared',
  'violation_proposed',
  'violation_warned',
  'violation',
  'violation_answered',
  'violation_escalated',
  'violation_decided',
  'violation_due',
  'amendment_proposed',
  'amendment_accepted',
  'amendment_declined',
  'extension_asked',
  'extension_accepted',
  'extension_declined',
  'fee_due',
  'fee_failed',
  'fee_refunded',
  'fine_failed',
  'fine_refunded',
  'conflict_appeared',
  'conflict_vanished',
  'conflicts_many',
  'case_opened',
  'case_turn',
  'case_lapsed',
  'case_proposed',
  'case_escalated',
  'case_settled',
  'call_opened',
  'call_answered',
  'call_closed',
  'contractor_banned',
  'ban_lifted',
  'inspection_failed',
  'visit_dropped',
  'defect_found',
  'defect_rejected',
  'defect_deemed',
  'defect_visit_agreed',
  'defect_upheld',
  'defect_withdrawn',
  'defect_verified',
  'defect_disputed',
  'defect_visit_asked',
  'defect_mended',
  'sample_failed',
  'sample_late',
  'appeal_made',
  'appeal_decided',
  'meeting_called',
  'meeting_moved',
  'meeting_closed',
  'meeting_cancelled',
  'meeting_settle_due',
  'meeting_settle_over',
  'report_passed',
  'report_returned',
  'report_disputed',
  'report_reopened',
  'report_late',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What a notice is about; each has its rule of who may see it (`looks.ts`) and its page (`rules.ts`). */
export const subjectTypes = [
  'works',
  'agency',
  'case',
  'call',
  'ban',
  'defect',
  'sample',
  'quality',
  'violation',
  'meeting',
  'report',
  'delegation',
] as const
export type SubjectType = (typeof subjectTypes)[number]
export interface Subject {
  type: SubjectType
  id: string
}

/** What the sentences of a notice are made with: names in both languages, instants as such, the rest as it is. */
export type About = Record<string, string | number | null | Names>

export const noticeStates = ['all', 'unread'] as const
export const mailChoices = ['now', 'daily', 'none'] as const
export type MailChoice = (typeof mailChoices)[number]

export const groups = [
  'consultations',
  'applications',
  'permits',
  'violations',
  'amendments',
  'fees',
  'conflicts',
  'cases',
  'calls',
  'meetings',
  'contractors',
  'inspections',
  'defects',
  'quality',
  'reports',
] as const
export type NoticeGroup = (typeof groups)[number]

const Kind = Type.Enum([...noticeKinds])
const SubjectOnWire = Type.Object({ type: Type.Enum([...subjectTypes]), id: Uuid })

/** A notice in the asked language. `path` is its subject's page. */
export const Notice = Type.Object({
  id: Uuid,
  kind: Kind,
  subject: SubjectOnWire,
  title: Type.String(),
  text: Type.String(),
  path: Type.String(),
  at: Instant,
  readAt: nullable(Instant),
})
export type Notice = Static<typeof Notice>

/** `unread` is counted up to 100. */
export const Notices = Type.Object({
  items: Type.Array(Notice),
  nextCursor: nullable(Type.String()),
  unread: Type.Integer(),
})
export type Notices = Static<typeof Notices>

/** These, or all that had come by an instant. */
export const ReadNotices = Type.Union([
  Type.Object({ ids: Type.Array(Uuid, { minItems: 1, maxItems: 500 }) }, closed),
  Type.Object({ until: Instant }, closed),
])
export type ReadNotices = Static<typeof ReadNotices>
export const Unread = Type.Object({ unread: Type.Integer() })

const Choice = Type.Object({ kind: Kind, app: Type.Boolean(), mail: Type.Enum([...mailChoices]) }, closed)

/** `mails` is false where this service sends no e-mail. Only kinds that the person's role is told of. */
export const NoticeSettings = Type.Object({
  mails: Type.Boolean(),
  address: Type.String(),
  language: Type.Enum([...languages]),
  digestHour: Type.Integer({ minimum: 0, maximum: 23 }),
  kinds: Type.Array(Type.Object({ ...Choice.properties, group: Type.Enum([...groups]), name: Type.String() })),
})
export type NoticeSettings = Static<typeof NoticeSettings>

/** What is left out stays. */
export const NoticeSettingsChange = Type.Object(
  {
    language: Type.Optional(Type.Enum([...languages])),
    digestHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
    kinds: Type.Optional(Type.Array(Choice, { maxItems: 100 })),
  },
  closed,
)
export type NoticeSettingsChange = Static<typeof NoticeSettingsChange>

/** An e-mail that was given up, for who manages the account. */
export const UndeliveredMail = Type.Object({
  id: Uuid,
  userId: Uuid,
  address: Type.String(),
  kind: nullable(Kind),
  tries: Type.Integer(),
  deadAt: Instant,
  error: nullable(Type.String()),
})
export type UndeliveredMail = Static<typeof UndeliveredMail>
