import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import type { ConnectionState } from './contract.ts'
import type { TakenConnection } from './take.ts'

/**
 * Writes new connections of a works with numbers that none of it ever had. Gives the ids that were written: one that is in
 * use, also in a works that whoever writes does not see, is not among them.
 */
export async function insertConnections(
  db: Db,
  worksId: string,
  given: readonly (TakenConnection & { id: string; state?: ConnectionState; doneOn?: string | null })[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const written = await rows<{ id: string }>(
    db,
    `insert into works_connection (id, works_id, number, label, parcel, meter, line, length_metres, state, done_on,
                                   created_at, updated_at)
     select g.id, w.id, w.connections_numbered + g.place, g.label, g.parcel, g.meter,
            ST_SetSRID(ST_GeomFromGeoJSON(g.line), 4326), g."lengthMetres", coalesce(g.state, 'planned'), g."doneOn",
            cast(:now as timestamptz), cast(:now as timestamptz)
     from works w cross join jsonb_to_recordset(cast(:given as jsonb)) as g
       (place int, id uuid, label text, parcel text, meter text, line jsonb, "lengthMetres" float8, state text, "doneOn" date)
     where w.id = cast(:worksId as uuid)
     on conflict (id) do nothing
     returning id`,
    { worksId, now, given: JSON.stringify(given.map((one, at) => ({ ...one, place: at + 1 }))) },
  )
  await db('works').where({ id: worksId }).increment('connections_numbered', given.length)
  return new Set(written.map(({ id }) => id))
}

/** Writes another description or line of a connection. */
export async function rewriteConnection(db: Db, id: string, taken: TakenConnection, now: Date): Promise<void> {
  await certainRows(
    db,
    `update works_connection
     set label = :label, parcel = cast(:parcel as text), meter = cast(:meter as text),
         line = ST_SetSRID(ST_GeomFromGeoJSON(:line), 4326), length_metres = :lengthMetres,
         version = version + 1, updated_at = cast(:now as timestamptz)
     where id = cast(:id as uuid) returning id`,
    { id, now, ...taken, line: JSON.stringify(taken.line) },
  )
}

/** Moves connections to one state. */
export async function moveConnections(
  db: Db,
  ids: readonly string[],
  { state, doneOn, reason }: { state: ConnectionState; doneOn: string | null; reason: string | null },
  now: Date,
): Promise<void> {
  await certainRows(
    db,
    `update works_connection
     set state = :state, done_on = cast(:doneOn as date), reason = cast(:reason as text),
         photo_id = case when :state = 'done' then photo_id end,
         version = version + 1, updated_at = cast(:now as timestamptz)
     where id = any (cast(:ids as uuid[])) returning id`,
    { ids: [...ids], state, doneOn, reason, now },
    ids.length,
  )
}

/** Gives a connection the photo of it as it was done. */
export async function showConnection(db: Db, id: string, photoId: string, now: Date): Promise<void> {
  await certainRows(
    db,
    `update works_connection
     set photo_id = cast(:photoId as uuid), version = version + 1, updated_at = cast(:now as timestamptz)
     where id = cast(:id as uuid) returning id`,
    { id, photoId, now },
  )
}
