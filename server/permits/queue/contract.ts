import { type Static, type TSchema, Type } from 'typebox'
import { Instant } from '../../time/contract.ts'
import { WorksSummary } from '../../works/contract.ts'
import { answers } from '../contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const reviewSorts = ['due', 'start'] as const
/** What waits: an application for a permit, or what is proposed of one. */
const reviewKinds = ['application', 'amendment', 'extension'] as const
/** An application or a proposal that waits for the office. */
export const Review = Type.Object({
  works: WorksSummary,
  kind: Type.Enum([...reviewKinds]),
  receivedAt: Instant,
  dueAt: Instant,
  answersOpen: Type.Integer(),
  objections: Type.Integer(),
  /** Blocking conflicts of the works as it stands with others that nobody has waived; what restricts its ground is not among them. */
  blocking: Type.Integer(),
  /** Since when a fee waits to be paid by whose works it is; null where none does. */
  unpaidSince: nullable(Instant),
  /** Of works that cross a boundary: the offices of the further municipalities, which are asked, and what they said. */
  neighbours: Type.Array(
    Type.Object({ agencyId: Uuid, answer: nullable(Type.Enum([...answers])), isDeemed: Type.Boolean() }),
  ),
})
export type Review = Static<typeof Review>
export const ReviewQueue = Type.Object({
  items: Type.Array(Review),
  nextCursor: nullable(Type.String()),
  total: Type.Optional(Type.Integer({ description: 'with the first page: how many wait, counted to 500 at most' })),
  hasMore: Type.Optional(Type.Boolean({ description: 'with the first page: more wait than were counted' })),
})
export type ReviewQueue = Static<typeof ReviewQueue>
