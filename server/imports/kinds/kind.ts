import type { Origin } from '../../access/under.ts'
import type { Change } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Geometry } from '../../geo/contract.ts'
import type { GeometryType } from '../../geo/intake.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { WorksKeeper } from '../../works/store.ts'
import type { Mapping } from '../contract.ts'
import type { ImportMessage } from '../messages.ts'
import type { RowReader } from '../row-reader.ts'

/** Who imports: a user, or the command line, which acts as the office. */
export interface Importer {
  userId: string | null
  agencyId: string | null
  isOffice: boolean
  /** Where the commit was asked from; nothing for the command line. */
  origin?: Origin
}

/** What a check of rows works with. */
export interface Checking {
  mapping: Mapping
  /** Columns in which some date can only be read with the month first. */
  monthFirst: ReadonlySet<string>
  pack: RulePack
  importer: Importer
  /** Organisations by code and by name, in lower case. */
  agencies: ReadonlyMap<string, string>
  /** Where the pack's clocks stand. */
  today: string
}

export interface Storing {
  pack: RulePack
  keeper: WorksKeeper
  importer: Importer
  now: Date
  /** One of several parts of a commit: the ground is locked already, and the audit is written after the last. */
  inParts: boolean
}

/** A row as its kind reads it. `prepared` is what the commit stores; null where the reader has reasons to refuse it. */
export interface Taken {
  sourceId: string | null
  title: string | null
  /** Under which no other row of the file, and no record of ours, may stand. */
  key: Key | null
  prepared: { id: string } | null
}

export interface Key {
  /** Whose it is: the agency of a works, the region of a street or a boundary. */
  owner: string
  code: string
}

/** Rows without a key are told from what is recorded by all that they say. */
interface Alike {
  /** Why such a row is refused; its values say what is recorded. */
  code: ImportMessage
  /** What is recorded already just as these are, by the id of what is prepared, in the values of the reason. */
  find: (db: Db, prepared: readonly unknown[]) => Promise<Map<string, Record<string, string>>>
  /** Lets nobody else record the like of these until the transaction ends. */
  hold: (db: Db, prepared: readonly unknown[], storing: Pick<Storing, 'pack' | 'inParts'>) => Promise<void>
}

/** One kind of thing that files bring. A new kind is a new file and a line in `index.ts`. */
export interface Kind {
  types: readonly GeometryType[]
  read: (row: RowReader, geometry: Geometry | null, checking: Checking) => Taken
  /** What makes two rows of a file the same thing told twice; null where nothing does. */
  likeness: (prepared: { id: string }) => string | null
  /** Whose the keys are where only the ground tells, by the id of what is prepared: the region of a street. */
  ownersByGround?: (db: Db, prepared: readonly unknown[], pack: RulePack) => Promise<Map<string, string>>
  /** Which of these keys are recorded already. */
  recorded: (db: Db, keys: readonly Key[]) => Promise<Key[]>
  /** How what is brought again without a key is known. */
  alike?: Alike
  /** A key that is recorded: is the row refused, or does it bring the record up to date? */
  whenRecorded: 'refuse' | 'update'
  /** What a row with a recorded key is told, where it is not simply brought up to date. */
  updateWords?: (prepared: { id: string }) => ImportMessage | null
  /** Computes what storing will compute, and keeps nothing: fails for a shape that the database cannot do it for. */
  rehearse: (db: Db, prepared: readonly unknown[], pack: RulePack) => Promise<void>
  /** Stores rows in the caller's transaction. Gives what the audit must still be told once all is stored. */
  store: (db: Db, prepared: readonly unknown[], storing: Storing) => Promise<Change[]>
  /** Whether the record keeps the id that the row was prepared with. */
  keepsId: boolean
  /** Records in the audit what was stored in several parts; where each record has its own history. */
  record?: (db: Db, ids: readonly string[]) => Promise<void>
}

export function keyText({ owner, code }: Key): string {
  return JSON.stringify([owner, code])
}
