// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { Blob as NodeBlob } from 'node:buffer'
import { IDBObjectStore } from 'fake-indexeddb'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { turnsOfTheLoop } from '../../../testing/turns-of-the-loop.ts'
import { begun } from './draft.ts'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
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
const twofold = { ...origin, key: 'two' } as Origin
let hands: [DraftInHand, DraftInHand]
function Window({ place }: { place: 0 | 1 }) {
  hands[place] = useDraft(twofold)
  return null
}
function Looking() {
  found = useKeptDraft('never begun', 'noor')
  return null
}
const settled = () => act(() => turnsOfTheLoop())

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.stubGlobal('Blob', NodeBlob)
  vi.stubGlobal('Image', Eye)
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined })
  root = createRoot(document.createElement('div'))
})
afterEach(async () => {
  act(() => root.unmount())
  vi.restoreAllMocks()
  await dropDraft(origin, draft.id)
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

describe('the same draft in two windows', () => {
  const owner = { key: 'two', userId: 'noor' }
  beforeEach(() => {
    hands = [] as unknown as typeof hands
    act(() => root.render([<Window key="0" place={0} />, <Window key="1" place={1} />]))
  })
  /** What a window does that is seen by nobody meanwhile: as one that the phone has put to sleep. */
  const asleep = async (note: string) => {
    const there = await readDraft(owner)
    const changed = { ...(there?.draft ?? draft), note }
    const kept = { ...owner, sheet: twofold.sheet, draft: changed, changedAt: '', edition: note }
    await keepDraft(kept, { takenBack: [], edition: there?.edition ?? null })
  }
  afterEach(() => dropDraft(owner, 'a'))

  it('is one: what is entered in either is in both, and says that it is open elsewhere', async () => {
    await act(async () => hands[0].change((now) => ({ ...now, note: 'first' })))
    await settled()
    await act(async () => hands[1].change((now) => ({ ...now, stopWork: 'gas' })))
    await settled()
    for (const hand of hands) {
      expect(hand.draft).toMatchObject({ note: 'first', stopWork: 'gas' })
      expect(hand).toMatchObject({ isKept: true, trouble: null, elsewhere: { both: [] } })
    }
    await act(() => hands[0].addPhotos([shot()], whole))
    await settled()
    expect(hands[1].draft.photos.map(({ id }) => hands[1].files.has(id))).toEqual([true])
  })

  it('loses nothing that was typed in both at once, and says so', async () => {
    await act(async () => hands[0].change((now) => ({ ...now, note: 'first' })))
    await settled()
    await asleep('stolen')
    await act(async () => hands[0].change((now) => ({ ...now, note: 'bent', stopWork: 'gas' })))
    await settled()
    expect(hands[0]).toMatchObject({ draft: { note: 'stolen\nbent', stopWork: 'gas' }, elsewhere: { both: ['note'] } })
    expect((await readDraft(owner))?.draft).toMatchObject({ note: 'stolen\nbent', stopWork: 'gas' })
  })

  it('is not signed before what the other kept was seen, nor gone on with once it was signed there', async () => {
    await act(async () => hands[0].change((now) => ({ ...now, note: 'first' })))
    await settled()
    await asleep('second')
    let isLatest = true
    await act(async () => {
      isLatest = await hands[0].isLatest()
    })
    expect([isLatest, hands[0].draft.note]).toEqual([false, 'second'])
    await act(async () => {
      isLatest = await hands[0].isLatest()
    })
    expect(isLatest).toBe(true)
    await act(() => hands[0].drop())
    await settled()
    expect(hands[1].trouble).toBe('let_go')
    await act(async () => hands[1].change((now) => ({ ...now, note: 'more' })))
    await settled()
    expect([await readDraft(owner), await hands[1].isLatest()]).toEqual([null, false])
  })
})
