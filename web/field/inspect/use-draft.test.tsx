// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { Blob as NodeBlob } from 'node:buffer'
import { IDBObjectStore } from 'fake-indexeddb'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { begun } from './draft.ts'
import { readDraft } from './drafts.ts'
import { type DraftInHand, type Origin, useDraft } from './use-draft.ts'
import { type DraftFound, useKeptDraft } from './use-kept-draft.ts'

const errand = { worksId: 'w', worksVersion: 1, visitId: 'v', kind: 'site_safety', checklistVersion: 1 } as const
const draft = begun({ ...errand, id: 'a', startedAt: '2026-11-27T08:00:00.000Z', signedAs: '' })
const origin = { key: 'v', userId: 'noor', sheet: {}, first: { draft, files: new Map() } } as unknown as Origin
const whole = { item: null, place: null }
const shot = () => new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: 'image/jpeg' })
/** A browser that shows every file. */
class Eye {
  src = ''
  naturalWidth = 640
  naturalHeight = 480
  decode = async () => undefined
}

let root: Root
let inHand: DraftInHand
let found: DraftFound

function Form() {
  inHand = useDraft(origin)
  return null
}
const left = { ...origin, key: 'left' }
function Left() {
  inHand = useDraft(left)
  return null
}
function Looking() {
  found = useKeptDraft('never begun', 'noor')
  return null
}
const settled = () => act(() => new Promise((done) => setTimeout(done, 60)))

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.stubGlobal('Blob', NodeBlob)
  vi.stubGlobal('Image', Eye)
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined })
  root = createRoot(document.createElement('div'))
})
afterEach(() => {
  act(() => root.unmount())
  vi.restoreAllMocks()
})

/** From now on this phone has no room for what lies on this shelf. */
function fill(shelf: string) {
  const put = IDBObjectStore.prototype.put
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function full(this: IDBObjectStore, ...given) {
    if (this.name === shelf) throw new DOMException('', 'QuotaExceededError')
    return put.apply(this, given)
  })
}

// the first of all: what is opened once stays open
it('a form is one that nobody can keep where the browser keeps nothing', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('', 'SecurityError')
  })
  act(() => root.render(<Looking />))
  await settled()
  expect(found).toMatchObject({ kept: null, isUnreadable: false })
})

describe('a photo that is taken', () => {
  it('is named once its file is kept', async () => {
    act(() => root.render(<Form />))
    await act(() => inHand.addPhotos([shot()], whole))
    await settled()
    expect(inHand).toMatchObject({ trouble: null, isKept: true, isTaking: false })
    expect(inHand.draft.photos.map(({ id }) => inHand.files.has(id))).toEqual([true])
  })

  it('and finds no room is not named, and stays said although what is written finds room', async () => {
    act(() => root.render(<Form />))
    fill('photos')
    await act(() => inHand.addPhotos([shot(), shot()], whole))
    await act(async () => inHand.change((now) => ({ ...now, note: 'later' })))
    await settled()
    expect(inHand).toMatchObject({ trouble: 'photo_full', isKept: true, draft: { note: 'later', photos: [] } })
    vi.restoreAllMocks()
  })

  it('is named also where its form is gone before it is read: the session ended meanwhile', async () => {
    act(() => root.render(<Left />))
    void inHand.addPhotos([shot()], whole)
    act(() => root.render(null))
    await settled()
    expect((await readDraft(left))?.draft.photos).toHaveLength(1)
  })

  it('and that nobody can read is refused at once', async () => {
    act(() => root.render(<Form />))
    await act(() =>
      inHand.addPhotos([{ arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob], whole),
    )
    expect(inHand).toMatchObject({ trouble: 'unreadable', draft: { photos: [] } })
  })
})

describe('a form that was left', () => {
  it('is not taken for none where it cannot be read, and is read once it can', async () => {
    const read = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('', 'UnknownError')
    })
    act(() => root.render(<Looking />))
    await settled()
    expect(found).toMatchObject({ kept: undefined, isUnreadable: true })
    read.mockRestore()
    act(() => found.lookAgain())
    await settled()
    expect(found).toMatchObject({ kept: null, isUnreadable: false })
  })
})
