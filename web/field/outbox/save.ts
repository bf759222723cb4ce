import { makingRoom } from '../offline/area-maps.ts'
import type { Made, NewInspection, OutboxEntry, PhotoFile, ReadSaved, SaveInspection } from '../offline/contract.ts'
import { answered, troubleOf, within } from '../store/database.ts'
import { personOn } from '../store/facts.ts'
import { askToKeep } from '../store/persistence.ts'
import { tell } from '../store/told.ts'
import { type Contents, type Packed, readChain } from './entries.ts'
import { wake } from './sending.ts'

/** Bytes of a record as it goes over the network. */
const bytesOf = (inspection: NewInspection) => new TextEncoder().encode(JSON.stringify(inspection)).length

async function pack({ userId, inspection, photos, about, errand }: Made): Promise<Packed[]> {
  const files = await Promise.all(
    photos.map(async ({ id, file }) => ({ id, type: file.type, bytes: await file.arrayBuffer() })),
  )
  const savedAt = new Date().toISOString()
  const entry = (own: Pick<OutboxEntry, 'id' | 'operation' | 'order' | 'bytes'>): OutboxEntry => ({
    ...own,
    userId,
    inspectionId: inspection.id,
    about,
    savedAt,
    state: 'waiting',
    tries: 0,
    nextTryAt: null,
    sentAt: null,
    answer: null,
    number: null,
  })
  const made = inspection.visitId === undefined ? {} : { visitId: inspection.visitId }
  const record = {
    ...entry({ id: inspection.id, operation: 'record', order: 0, bytes: bytesOf(inspection) }),
    ...made,
    ...(errand === undefined ? {} : { errand }),
  }
  const others = files.map(({ id, type, bytes }, index) => ({
    entry: entry({ id, operation: 'photo', order: index + 1, bytes: bytes.byteLength }),
    contents: { type, bytes },
  }))
  return [{ entry: record, contents: { inspection } }, ...others]
}

/**
 * Puts a whole inspection in the place of what is here under its id, unless that is on its way or at the server, or
 * whoever made it is not the one who is signed in on this phone now.
 */
function keep(
  { userId, inspection }: Made,
  packed: readonly Packed[],
): Promise<'kept' | 'sent_before' | 'nobody' | 'other_user'> {
  return within(['entries', 'contents', 'facts'], 'readwrite', async (on) => {
    const person = await personOn(on('facts'))
    if (!person) return 'nobody'
    const before = await readChain(on('entries'), inspection.id)
    if ([person.user.id, ...before.map((entry) => entry.userId)].some((id) => id !== userId)) return 'other_user'
    const record = before.find(({ operation }) => operation === 'record')
    if (record?.state === 'sent' || record?.state === 'sending') {
      const same = (await answered(on('contents').get(record.id))) as { inspection?: NewInspection } | undefined
      // a button that was pressed twice
      return JSON.stringify(same?.inspection) === JSON.stringify(inspection) ? 'kept' : 'sent_before'
    }
    for (const { id } of before) {
      on('entries').delete(id)
      on('contents').delete(id)
    }
    const errand = record?.errand === undefined ? {} : { errand: record.errand }
    for (const { entry, contents } of packed) {
      on('entries').put(entry.operation === 'record' ? { ...entry, ...errand } : entry)
      on('contents').put(contents, entry.id)
    }
    return 'kept'
  })
}

export const saveInspection: SaveInspection = async (made) => {
  try {
    const packed = await pack(made)
    const { value: outcome, freed } = await makingRoom(() => keep(made, packed))
    if (outcome !== 'kept') return { ok: false, trouble: outcome }
    void askToKeep().catch(() => null)
    tell('outbox')
    wake()
    return { ok: true, freed }
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) }
  }
}

export const readSaved: ReadSaved = (inspectionId, userId) =>
  within(['entries', 'contents'], 'readonly', async (on) => {
    const chain = (await readChain(on('entries'), inspectionId)).sort((one, other) => one.order - other.order)
    const all = await Promise.all(chain.map(({ id }) => answered<Contents | undefined>(on('contents').get(id))))
    const [first] = chain
    if (first?.userId !== userId) return null
    const record = all.find((contents) => contents && 'inspection' in contents)
    const photos = chain.flatMap(({ id }, index): PhotoFile[] => {
      const file = all[index]
      return file && 'bytes' in file ? [{ id, file: new Blob([file.bytes], { type: file.type }) }] : []
    })
    return { inspection: record && 'inspection' in record ? record.inspection : null, photos, about: first.about }
  })
