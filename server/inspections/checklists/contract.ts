import { type Static, Type } from 'typebox'
import { Names } from '../../language/contract.ts'
import { Instant } from '../../time/contract.ts'

const closed = { additionalProperties: false }
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', description: 'stays the same over all versions' })
const Words = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const Text = Type.Object({ ar: Words, en: Words }, closed)

/** What a visit is made for: the site while it is open, layers before asphalt, reinstatement, before the guarantee ends, after a report. */
export const inspectionKinds = ['site_safety', 'backfill', 'final', 'guarantee', 'investigation'] as const
export type InspectionKind = (typeof inspectionKinds)[number]
export const itemSeverities = ['high', 'low'] as const
/** What an item is measured by, where a laboratory has a word in it. */
export const measures = ['compaction', 'asphalt'] as const

/** Why an item failed: one of its own reasons. */
const FailureReason = Type.Object({ code: Code, text: Text }, closed)

export const ChecklistItem = Type.Object(
  {
    code: Code,
    severity: Type.Enum([...itemSeverities]),
    text: Text,
    reasons: Type.Array(FailureReason, { minItems: 1, maxItems: 20 }),
    measure: Type.Optional(Type.Enum([...measures])),
  },
  closed,
)
export type ChecklistItem = Static<typeof ChecklistItem>

const items = Type.Array(ChecklistItem, { minItems: 1, maxItems: 60 })

/** The items of a checklist in the order that they are asked in. A version never changes; a visit names the one it went by. */
export const Checklist = Type.Object({
  kind: Type.Enum([...inspectionKinds]),
  version: Type.Integer({ minimum: 1 }),
  items,
  note: nullable(Type.String()),
  publishedAt: Instant,
  /** Null of what came with the service. */
  publishedBy: nullable(Names),
})
export type Checklist = Static<typeof Checklist>

/** A new version in the place of the one that was seen. */
export const NewChecklist = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'the version that it takes the place of' }),
    items,
    note: Type.Optional(
      Type.String({ minLength: 3, maxLength: 500, pattern: '\\S', description: 'what is another now, and why' }),
    ),
  },
  closed,
)
export type NewChecklist = Static<typeof NewChecklist>

/** What comes with the service (`seeds/checklists`). */
export const SeededChecklist = Type.Object({ items }, closed)

export const Checklists = Type.Object({ items: Type.Array(Checklist) })
