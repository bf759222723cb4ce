import { type Static, Type } from 'typebox'
import { inspectionKinds } from '../checklists/contract.ts'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Words = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' })

/** What the amount of an article is for: each time, each day or each metre. */
export const bases = ['fixed', 'per_day', 'per_metre'] as const
/** Who answers: whose works it is, or who digs it, where somebody else does. */
export const liableParties = ['owner', 'contractor'] as const
/** What time alone finds. */
export const clockCauses = ['emergency_filed_late', 'permit_expired_open', 'safety_defect_open'] as const
export type ClockCause = (typeof clockCauses)[number]

export const Article = Type.Object(
  {
    words: Type.Object({ ar: Words, en: Words }, closed),
    liable: Type.Enum([...liableParties]),
    basis: Type.Enum([...bases]),
    /** In the smallest unit of the currency; times the days or metres. */
    amount: Type.Integer({ minimum: 1 }),
    /** What one violation costs at the most, however long it is and however often it was done. */
    most: Type.Optional(Type.Integer({ minimum: 1 })),
    /** The same party did the same within so many months before: it costs so many times as much. */
    repeat: Type.Object({ months: Count, factor: Type.Number({ minimum: 1, maximum: 100 }) }, closed),
    /** Mended within so many hours it costs nothing; nought warns nobody first. */
    graceHours: Count,
    /** Items of a visit that fail: each is proposed to the office as this violation. */
    items: Type.Optional(
      Type.Array(Type.Object({ kind: Type.Enum([...inspectionKinds]), code: Type.String() }, closed), {
        minItems: 1,
      }),
    ),
    /** Issued by time alone, so many hours after its cause. */
    clock: Type.Optional(Type.Object({ cause: Type.Enum([...clockCauses]), afterHours: Count }, closed)),
  },
  closed,
)
export type Article = Static<typeof Article>

/** What is fined in this jurisdiction, and the days of its procedure. */
export const ViolationRules = Type.Object(
  {
    /** Days in which the liable party may object; the whole of the last one. */
    objectionDays: Type.Integer({ minimum: 1 }),
    /** Days in which the office should answer an objection. */
    answerDays: Type.Integer({ minimum: 1 }),
    /** Days in which a fine is to be paid. */
    payDays: Type.Integer({ minimum: 1 }),
    /** So many of a contractor within so many months, and the office is shown the way to a ban. */
    banHint: Type.Object({ violations: Type.Integer({ minimum: 1 }), months: Type.Integer({ minimum: 1 }) }, closed),
    articles: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), Article),
  },
  closed,
)
export type ViolationRules = Static<typeof ViolationRules>
