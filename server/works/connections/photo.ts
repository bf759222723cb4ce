import type { Actor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Steps } from '../../http/write.ts'
import type { PhotoSize } from '../../media/contract.ts'
import { photoFile, photoFolder } from '../../media/folder.ts'
import type { KeptPhoto } from '../../media/store.ts'
import { withPhoto } from '../../media/with-photo.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Works } from '../contract.ts'
import { findWorks, holdWorks } from '../read.ts'
import type { Connection, ConnectionPhotoForm } from './contract.ts'
import { mayMark } from './marks.ts'
import { sayConnections } from './messages.ts'
import { connectionsOf } from './read.ts'
import { photoRefusal } from './rules.ts'
import { showConnection } from './store.ts'
import { toldOf } from './told.ts'

interface Named {
  id: string
  connection: string
}

type Given = ConnectionPhotoForm & { photo: Buffer | null }
type Showing = Steps & { actor: Actor; pack: RulePack; mediaDir: string; now: Date }

/** Gives a connection that is done its photo, in the place of one that it had: by whoever may say that it is done. */
export function addConnectionPhoto(named: Named, given: Given, showing: Showing): Promise<Outcome<Connection>> {
  const { photo } = given
  const look = async (db: Db) =>
    photo ? heldConnection(db, named, given, showing) : faultAt('photo', sayConnections('photo_missing'))
  const work = async (db: Db, kept: KeptPhoto | null): Promise<Outcome<Connection>> => {
    const held = await heldConnection(db, named, given, showing)
    if (held.problem) return held
    await showConnection(db, named.connection, (kept as KeptPhoto).id, showing.now)
    const shown = (await connectionsOf(db, named.id)).find(({ id }) => id === named.connection) as Connection
    const { id: worksId, agencyId: agency, municipalityIds: municipalities } = held.value.works
    const after = { worksId, connection: toldOf(shown), photo: shown.photo?.id }
    await record(db, [{ subject: 'connection', id: shown.id, agency, municipalities, event: 'photo', after }])
    return { value: shown }
  }
  return withPhoto({ photo, status: 200, look, work }, showing)
}

/** The connection as it was seen, held with its works. */
async function heldConnection(
  db: Db,
  { id, connection }: Named,
  { version }: ConnectionPhotoForm,
  { actor }: Pick<Showing, 'actor'>,
): Promise<Outcome<{ works: Works; one: Connection }>> {
  await holdWorks(db, id)
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!mayMark(actor, works)) return failed('forbidden')
  const one = (await connectionsOf(db, id)).find((other) => other.id === connection)
  if (!one) return failed('not-found')
  if (one.version !== version)
    return failed('version', { values: { current: one.version }, more: { currentVersion: one.version } })
  const code = photoRefusal(one.state, works.status)
  if (code) return failed('refused', { reasons: [{ code, detail: sayConnections(code, { number: one.number }) }] })
  return { value: { works, one } }
}

/** The file of the photo that a connection has; null for any other, and for whoever may not see the works. */
export async function findConnectionPhotoFile(
  db: Db,
  mediaDir: string,
  { id, connection, photo }: Named & { photo: string },
  size: PhotoSize,
): Promise<string | null> {
  const [known] = await rows<{ photo_id: string }>(
    db,
    `select photo_id from works_connection
     where id = cast(:connection as uuid) and works_id = cast(:id as uuid) and photo_id = cast(:photo as uuid)`,
    { id, connection, photo },
  )
  if (!known) return null
  return photoFile(await photoFolder(db, mediaDir), known.photo_id, size)
}
