import type { ImportMessage } from '../messages.ts'

export interface Told {
  code: ImportMessage
  values?: Record<string, string | number>
}

/** One row of a file as a GeoJSON feature in WGS84; a row that cannot be one; or a fault of the whole file. */
export type ReadItem =
  | { feature: Record<string, unknown>; refused?: never; fault?: never }
  | { refused: Told; feature?: never; fault?: never }
  | { fault: Told; feature?: never; refused?: never }

/** A file format: how its files are called, and how their rows are read. Every format brings GeoJSON features. */
export interface Format {
  name: string
  endings: readonly string[]
  read: (stream: AsyncIterable<unknown>) => AsyncGenerator<ReadItem>
}
