import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { User } from '../../../server/agencies/contract.ts'
import { begun, type Errand } from '../inspect/draft.ts'
import type { Sheet } from '../inspect/sheet.ts'
import type { Made, NewInspection, OutboxEntry } from '../offline/contract.ts'

const about = { worksNumber: null, worksTitle: 'Main', kind: 'backfill' } as const
const visit = { id: 'v', deed: 'take' } as const
const made = (userId: string): Made => ({
  userId,
  inspection: { id: 'a', worksId: 'w', photos: [{ id: 'p1' }] } as NewInspection,
  photos: [{ id: 'p1', file: new Blob(['light'], { type: 'image/jpeg' }) }],
  about,
})

/** Each test has a phone of its own. */
async function phoneOf(userId: string | null) {
  vi.stubGlobal('indexedDB', new IDBFactory())
  // what is kept here sends itself when its turn comes: it never does
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } })
  vi.stubGlobal('window', { clearTimeout })
  vi.resetModules()
  const { saveInspection, readSaved } = await import('./save.ts')
  const { keepVisitDeed } = await import('./visit-deeds.ts')
  const { changeEntry, discardEntry, entriesOf } = await import('./entries.ts')
  const { settlePerson } = await import('../store/facts.ts')
  const signIn = (id: string) => settlePerson({ id } as User, Date.now())
  if (userId) await signIn(userId)
  return { saveInspection, readSaved, keepVisitDeed, changeEntry, discardEntry, entriesOf, signIn }
}
const owners = (entries: readonly OutboxEntry[]) => entries.map(({ id, userId }) => [id, userId])

let phone: Awaited<ReturnType<typeof phoneOf>>
beforeEach(async () => {
  phone = await phoneOf('noor')
})

describe('an inspection that is signed', () => {
  it('is kept as of whoever made it', async () => {
    expect(await phone.saveInspection(made('noor'))).toEqual({ ok: true, freed: false })
    expect(owners(await phone.entriesOf('noor'))).toEqual([['a', 'noor'], ['p1', 'noor']]) // biome-ignore format: one line
    expect((await phone.readSaved('a', 'noor'))?.photos).toHaveLength(1)
    expect(await phone.readSaved('a', 'fahad')).toBeNull()
  })

  it('shows the photos that have not arrived also once its record has', async () => {
    await phone.saveInspection(made('noor'))
    await phone.changeEntry('a', { state: 'sent' })
    const left = await phone.readSaved('a', 'noor')
    expect(left?.inspection).toBeNull()
    expect(await left?.photos[0]?.file.text()).toBe('light')
    expect(await phone.readSaved('a', 'fahad')).toBeNull()
    expect(await phone.readSaved('b', 'noor')).toBeNull()
  })

  it('goes from the phone with all that was corrected of it', async () => {
    const { keepPhoto, readDraft } = await import('../inspect/drafts.ts')
    await phone.saveInspection(made('noor'))
    const draft = begun({ id: 'a' } as Errand)
    const corrected = { userId: 'noor', key: 'a', sheet: {} as Sheet, draft, changedAt: '' }
    await keepPhoto(corrected, { id: 'p2', item: null, takenAt: '', place: null }, new Blob(['more']))
    expect((await readDraft(corrected))?.files.size).toBe(1)
    await phone.discardEntry('a')
    expect([await phone.entriesOf('noor'), await readDraft(corrected)]).toEqual([[], null])
  })

  it('is not kept while somebody else is signed in, who has another window', async () => {
    await phone.signIn('fahad')
    expect(await phone.saveInspection(made('noor'))).toEqual({ ok: false, trouble: 'other_user' })
    expect([...(await phone.entriesOf('noor')), ...(await phone.entriesOf('fahad'))]).toEqual([])
    await phone.signIn('noor')
    expect(await phone.saveInspection(made('noor'))).toMatchObject({ ok: true })
  })

  it('never takes the place of one that another made', async () => {
    await phone.saveInspection(made('noor'))
    await phone.signIn('fahad')
    expect(await phone.saveInspection(made('fahad'))).toEqual({ ok: false, trouble: 'other_user' })
    expect(owners(await phone.entriesOf('noor'))).toHaveLength(2)
  })

  it('is known by what it was made for, also once it was corrected', async () => {
    await phone.saveInspection({ ...made('noor'), errand: 'w backfill' })
    await phone.saveInspection(made('noor'))
    expect((await phone.entriesOf('noor')).map(({ errand }) => errand)).toEqual(['w backfill', undefined])
  })

  it('is not kept where nobody is signed in', async () => {
    phone = await phoneOf(null)
    expect(await phone.saveInspection(made('noor'))).toEqual({ ok: false, trouble: 'nobody' })
  })
})

it('a word about a visit is kept as of whoever said it, or not at all', async () => {
  await phone.signIn('fahad')
  expect(await phone.keepVisitDeed({ userId: 'noor', visit, about })).toBe('other_user')
  expect(await phone.entriesOf('fahad')).toEqual([])
  await phone.signIn('noor')
  expect(await phone.keepVisitDeed({ userId: 'noor', visit, about })).toBeNull()
  expect(await phone.entriesOf('noor')).toMatchObject([{ userId: 'noor', visit, tries: 0 }])
})
