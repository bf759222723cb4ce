import { forgetAreaMaps } from '../offline/area-maps.ts'
import type {
  About,
  NewInspection,
  OutboxEntry,
  PhotoFile,
  ReadSaved,
  Saved,
  SaveInspection,
} from '../offline/contract.ts'
import { answered, troubleOf, within } from '../store/database.ts'
import { personOn } from '../store/facts.ts'
import { askToKeep } from '../store/persistence.ts'
import { tell } from '../store/told.ts'
import { type Contents, type Packed, readChain } from './entries.ts'
import { wake } from './sending.ts'

/** Bytes of a record as it goes over the network. */
const bytesOf = (inspection: NewInspection) => new TextEncoder().encode(JSON.stringify(inspection)).length

async function pack(
  inspection: NewInspection,
  photos: readonly PhotoFile[],
  about: About,
): Promise<(userId: string) => Packed[]> {
  const files = await Promise.all(
    photos.map(async ({ id, file }) => ({ id, type: file.type, bytes: await file.arrayBuffer() })),
  )
  const savedAt = new Date().toISOString()
  return (userId) => {
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
    }
    const others = files.map(({ id, type, bytes }, index) => ({
      entry: entry({ id, operation: 'photo', order: index + 1, bytes: bytes.byteLength }),
      contents: { type, bytes },
    }))
    return [{ entry: record, contents: { inspection } }, ...others]
  }
}

/** Puts a whole inspection in the place of what is here under its id, unless that is on its way or at the server. */
function keep(inspection: NewInspection, packedFor: (userId: string) => Packed[]): Promise<'kept' | 'sent' | 'nobody'> {
  return within(['entries', 'contents', 'facts'], 'readwrite', async (on) => {
    const person = await personOn(on('facts'))
    if (!person) return 'nobody'
    const before = await readChain(on('entries'), inspection.id)
    const record = before.find(({ operation }) => operation === 'record')
    if (record?.state === 'sent' || record?.state === 'sending') {
      const same = (await answered(on('contents').get(record.id))) as { inspection?: NewInspection } | undefined
      // a button that was pressed twice
      return JSON.stringify(same?.inspection) === JSON.stringify(inspection) ? 'kept' : 'sent'
    }
    for (const { id } of before) {
      on('entries').delete(id)
      on('contents').delete(id)
    }
    for (const { entry, contents } of packedFor(person.user.id)) {
      on('entries').put(entry)
      on('contents').put(contents, entry.id)
    }
    return 'kept'
  })
}

export const saveInspection: SaveInspection = async (inspection, photos, about): Promise<Saved> => {
  try {
    const packed = await pack(inspection, photos, about)
    let freed = false
    const outcome = await keep(inspection, packed).catch(async (error) => {
      if (troubleOf(error) !== 'full') throw error
      // a map can be fetched again, what was found at a site cannot
      freed = await forgetAreaMaps()
      return keep(inspection, packed)
    })
    if (outcome !== 'kept') return { ok: false, trouble: outcome === 'sent' ? 'sent_before' : 'nobody' }
    void askToKeep().catch(() => null)
    tell('outbox')
    wake()
    return { ok: true, freed }
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) }
  }
}

export const readSaved: ReadSaved = (inspectionId) =>
  within(['entries', 'contents', 'facts'], 'readonly', async (on) => {
    const person = await personOn(on('facts'))
    const chain = (await readChain(on('entries'), inspectionId)).sort((one, other) => one.order - other.order)
    const all = await Promise.all(chain.map(({ id }) => answered<Contents | undefined>(on('contents').get(id))))
    const [record, ...others] = chain
    const [first, ...files] = all
    if (record?.userId !== person?.user.id || !record || !first || !('inspection' in first)) return null
    const photos = others.flatMap(({ id }, index): PhotoFile[] => {
      const file = files[index]
      return file && 'bytes' in file ? [{ id, file: new Blob([file.bytes], { type: file.type }) }] : []
    })
    return { inspection: first.inspection, photos, about: record.about }
  })
