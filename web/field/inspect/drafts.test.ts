import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { InspectionDraft } from './draft.ts'
import { begun } from './draft.ts'
import type { Sheet } from './sheet.ts'

const noor = { userId: 'noor', key: 'visit' }
const fahad = { userId: 'fahad', key: 'visit' }
const sheet = { nearMetres: 50 } as Sheet
const shot = new Blob(['light'], { type: 'image/jpeg' })

function draftOf(id: string, photos: string[] = []): InspectionDraft {
  const errand = { worksId: 'w', worksVersion: 1, visitId: 'visit', kind: 'site_safety', checklistVersion: 1 } as const
  const draft = begun({ ...errand, id, startedAt: '2026-11-27T08:00:00.000Z', signedAs: '' })
  return { ...draft, photos: photos.map(photoOf) }
}
const photoOf = (id: string) => ({ id, item: null, takenAt: '2026-11-27T08:01:00.000Z', place: null })
const keptOf = (owner: typeof noor, draft: InspectionDraft) => ({ ...owner, sheet, draft, changedAt: '' })
/** As it lies there now, nothing of it given up. */
const instead = async (owner: typeof noor, takenBack: string[] = []) => ({
  takenBack,
  edition: await drafts.editionKept(owner),
})

/** Each test has a phone of its own. */
let drafts: typeof import('./drafts.ts')
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.resetModules()
  drafts = await import('./drafts.ts')
})

const kindly = IDBObjectStore.prototype.put
const connections: IDBDatabase[] = []
const opening = IDBFactory.prototype.open
IDBFactory.prototype.open = function open(...given: Parameters<typeof opening>) {
  const request = opening.apply(this, given)
  request.addEventListener('success', () => connections.push(request.result))
  return request
}

async function kept(owner: typeof noor, draft: InspectionDraft): Promise<void> {
  for (const photo of draft.photos) await drafts.keepPhoto(keptOf(owner, draft), photo, shot)
  await drafts.keepDraft(keptOf(owner, draft), await instead(owner))
}

const photoIds = async (owner: typeof noor) => [...((await drafts.readDraft(owner))?.files.keys() ?? [])]

describe('a draft on this phone', () => {
  it('comes back with the bytes of its photos', async () => {
    await kept(noor, draftOf('a', ['p1']))
    const read = await drafts.readDraft(noor)
    expect(read?.draft.id).toBe('a')
    const file = read?.files.get('p1')
    expect([file?.type, await file?.text()]).toEqual(['image/jpeg', 'light'])
  })

  it('is one of each who use the phone: another begins the same visit, signs it, and takes nothing away', async () => {
    await kept(noor, draftOf('a', ['p1']))
    expect(await drafts.readDraft(fahad)).toBeNull()
    await kept(fahad, draftOf('b', ['q1']))
    expect([await drafts.begunKeys('noor'), await drafts.begunKeys('fahad')]).toEqual([['visit'], ['visit']])
    await drafts.dropDraft(fahad, 'b')
    expect(await drafts.readDraft(fahad)).toBeNull()
    expect((await drafts.readDraft(noor))?.draft.id).toBe('a')
    expect(await photoIds(noor)).toEqual(['p1'])
  })

  it('is not overwritten, nor let go, by another one that was begun beside it', async () => {
    await kept(noor, draftOf('a', ['p1']))
    await expect(drafts.keepDraft(keptOf(noor, draftOf('b')), await instead(noor))).rejects.toBeInstanceOf(
      drafts.BegunBefore,
    )
    await drafts.dropDraft(noor, 'b')
    expect((await drafts.readDraft(noor))?.draft.id).toBe('a')
    expect(await photoIds(noor)).toEqual(['p1'])
  })

  it('is not written over by a window that does not know what another has kept of it, and gives up no photo for it', async () => {
    await kept(noor, draftOf('a', ['p1']))
    const seen = await drafts.editionKept(noor)
    await drafts.keepDraft({ ...keptOf(noor, draftOf('a', ['p1'])), edition: '2' }, { takenBack: [], edition: seen })
    for (const edition of [seen, null]) {
      const stale = drafts.keepDraft(keptOf(noor, draftOf('a')), { takenBack: ['p1'], edition })
      await expect(stale).rejects.toBeInstanceOf(drafts.KeptElsewhere)
    }
    expect(await drafts.readDraft(noor)).toMatchObject({ edition: '2', draft: { photos: [{ id: 'p1' }] } })
    expect(await photoIds(noor)).toEqual(['p1'])
  })

  it('keeps the file of a photo until it is taken back', async () => {
    await kept(noor, draftOf('a', ['p1', 'p2']))
    await drafts.keepPhoto(keptOf(noor, draftOf('a')), photoOf('p3'), shot)
    await drafts.keepDraft(keptOf(noor, draftOf('a', ['p2'])), await instead(noor, ['p1']))
    expect(await photoIds(noor)).toEqual(['p2', 'p3'])
  })

  it('names a photo whose form was gone before it was read, beside what was written last', async () => {
    await drafts.keepPhoto(keptOf(noor, draftOf('a')), photoOf('p1'), shot)
    await drafts.keepDraft(keptOf(noor, { ...draftOf('a', ['p1']), note: 'later' }), await instead(noor))
    await drafts.keepPhoto(keptOf(noor, draftOf('a')), photoOf('p2'), shot)
    const read = await drafts.readDraft(noor)
    expect(read?.draft).toMatchObject({ note: 'later', photos: [{ id: 'p1' }, { id: 'p2' }] })
    await expect(drafts.keepPhoto(keptOf(noor, draftOf('b')), photoOf('p3'), shot)).rejects.toThrow()
    expect(await photoIds(noor)).toEqual(['p1', 'p2'])
  })

  it('is kept on after the browser has closed the store under the page', async () => {
    await kept(noor, draftOf('a'))
    for (const connection of connections) connection.close()
    await kept(noor, draftOf('a', ['p1']))
    expect(await photoIds(noor)).toEqual(['p1'])
  })

  it('of before, when a phone had one of each visit, is still its user’s, without the photos that nobody can read', async () => {
    await drafts.begunKeys('noor')
    const [database] = connections.slice(-1)
    const writing = database?.transaction(['drafts', 'photos'], 'readwrite')
    writing?.objectStore('drafts').put({ ...keptOf(noor, draftOf('a', ['p1', 'p2'])), key: 'visit' })
    writing?.objectStore('photos').put({ id: 'p1', key: 'visit', file: shot })
    writing?.objectStore('photos').put({ id: 'p2', key: 'visit' })
    await new Promise((done) => writing?.addEventListener('complete', done))
    expect(await drafts.readDraft(fahad)).toBeNull()
    expect(await drafts.begunKeys('noor')).toEqual(['visit'])
    expect(await photoIds(noor)).toEqual(['p1'])
    expect(await drafts.begunKeys('noor')).toEqual(['visit'])
  })

  it('whose photo finds no room says so and names none; a map that was taken along makes way for it', async () => {
    const maps = new Set(['nasaq-area-noor-1'])
    vi.stubGlobal('caches', { keys: async () => [...maps], delete: async (name: string) => maps.delete(name) })
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === 'photos' && maps.size > 0) throw new DOMException('', 'QuotaExceededError')
      return kindly.apply(this, given)
    })
    const a = keptOf(noor, draftOf('a'))
    expect(await drafts.keepPhoto(a, photoOf('p1'), shot)).toBe(true)
    expect(await drafts.keepPhoto(a, photoOf('p2'), shot)).toBe(false)
    put.mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError')
    })
    await expect(drafts.keepPhoto(a, photoOf('p3'), shot)).rejects.toMatchObject({ name: 'QuotaExceededError' })
    put.mockRestore()
    await drafts.keepDraft(keptOf(noor, draftOf('a')), await instead(noor))
    expect(await photoIds(noor)).toEqual(['p1', 'p2'])
  })
})
