import { type Static, Type } from 'typebox'
import { Names } from '../language/contract.ts'
import { Instant } from '../time/contract.ts'

/** What changes are recorded of. */
export const auditSubjects = [
  'works',
  'case',
  'constraint_area',
  'protected_surface',
  'contractor_ban',
  'report',
  'opportunity',
  'street',
  'municipality',
  'organisation',
  'works_group',
  'interest_call',
  'import',
  'account',
  'key',
  'webhook',
  'checklist',
  'pavement',
  'visit',
  'inspection',
  'defect',
  'sample',
  'quality_appeal',
  'reinstatement',
  'violation',
  'connection',
  'meeting',
  'delegation',
  'asset',
] as const
export type AuditSubject = (typeof auditSubjects)[number]

const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Members = Type.Record(Type.String(), Type.Unknown())

/** One link of the chain of a region. `address` is told to administrators only. */
export const AuditEntry = Type.Object({
  regionId: Type.String(),
  sequence: Type.Integer(),
  at: Instant,
  by: nullable(Type.Object({ id: Uuid, name: Names })),
  keyId: nullable(Uuid),
  /** Its name, for those who manage it. */
  keyName: nullable(Type.String()),
  address: nullable(Type.String()),
  subject: Type.Enum([...auditSubjects]),
  subjectId: Uuid,
  /** What it is called now, where the reader may see it and it is still there. */
  about: nullable(
    Type.Object({
      number: nullable(Type.String()),
      name: nullable(Type.Object({ ar: Type.String(), en: Type.String() })),
    }),
  ),
  agencyId: nullable(Uuid),
  event: Type.String(),
  reason: nullable(Type.String()),
  before: Members,
  after: Members,
  hash: Type.String({ description: 'hexadecimal SHA-256 over the hash before it and this entry' }),
})
export type AuditEntry = Static<typeof AuditEntry>
