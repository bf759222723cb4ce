import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startBrowserIn } from '../testing/browser.ts'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { type Network, openNetwork } from './cut-network.ts'
import { address, keep, openBrowser, signIn, signInByForm } from './page.ts'

const texts = {
  ar: { unable: 'لا أستطيع الفحص', noAccess: 'لا يمكن الوصول إلى الموقع', summary: 'الخلاصة', sign: 'توقيع وحفظ', sendNow: 'أرسل الآن', asWell: 'إرسال فحصي أيضًا', byNow: 'إرساله على الأعمال كما هي الآن', sooner: /سبقك إلى هذه الزيارة/, other: 'الفحص الآخر', giveUp: 'التخلي عن فحصي', delete: 'حذف', stay: 'البقاء', signOut: 'تسجيل الخروج', full: /امتلأ الهاتف فلم يُحفظ/, big: 'كم حجمها؟', take: 'حفظ على الهاتف', done: 'حُفظت المنطقة على الهاتف.', refused: /لا يُسمح لهذه الصفحة/, none: 'لا شيء في الصندوق', go: 'سأذهب', stayHome: 'لن أذهب', waits: /يصل إلى المكتب عند عودة الاتصال/, allRight: 'حسنًا، لن أذهب' },
  en: { unable: 'I cannot inspect', noAccess: 'No access to the site', summary: 'Summary', sign: 'Sign and save', sendNow: 'Send now', asWell: 'Send mine as well', byNow: 'Send it by the works as they are now', sooner: /made this visit first/, other: 'The other one', giveUp: 'Give up mine', delete: 'Delete', stay: 'Stay', signOut: 'Sign out', full: /The phone is full/, big: 'How big is it?', take: 'Take it along', done: 'The area is on this phone.', refused: /may not know where the phone is/, none: 'Nothing in the outbox', go: 'I will go', stayHome: 'I will not go', waits: /once there is a network/, allRight: 'All right, I will not go' },
} as const // biome-ignore format: a table
type Words = (typeof texts)['ar' | 'en']

const run = Date.now() % 100_000
const spot = run % 4000
const place = { longitude: 47.02 + (spot % 40) * 0.004, latitude: 23.3 + Math.floor(spot / 40) * 0.004 }
const phone = { viewport: { width: 390, height: 844 }, geolocation: place, permissions: ['geolocation'] }

let browser: Browser
let office: Page
let utility: Page
let network: Network
let photos: Buffer[]
const works: Record<'ar' | 'en', { id: string; version: number }> = {} as never

beforeAll(async () => {
  browser = await openBrowser()
  network = await openNetwork()
  const colours = ['#1b8354', '#dba102', '#d92d20', '#1570ef', '#7c3f98']
  photos = await Promise.all(colours.map((background) => sharp({ create: { width: 640, height: 480, channels: 3, background } }).jpeg().toBuffer())) // biome-ignore format: one line
  utility = await (await browser.newContext()).newPage()
  await signIn(utility, 'electricity@demo')
  const period = { start: await dayFrom(utility, 0), end: await dayFrom(utility, 9) }
  for (const language of ['ar', 'en'] as const)
    works[language] = await planWorks(utility, { title: `Phone ${run} ${language}`, spot, period })
  office = await (await browser.newContext()).newPage()
  await signIn(office, 'planner@demo')
})
afterAll(async () => {
  await browser.close()
  network.close()
})
afterEach(() => network.decide(null))

const cut = () => 'cut' as const
const isRecord = (path: string) => path === '/api/inspections'
const isPhoto = (path: string) => path.includes('/photos/')

/** A phone whose inspector has signed in, and which has opened a page of the field once. */
async function startPhone(context: BrowserContext, account = 'inspector@demo'): Promise<Page> {
  const page = await context.newPage()
  await signInByForm(page, account)
  await openOutbox(page, 'ar')
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
  return page
}

async function openOutbox(page: Page, language: 'ar' | 'en'): Promise<void> {
  await page.goto(`${network.address}/field/outbox?lang=${language}`)
  await page.locator('.outbox-card, .state-title').first().waitFor()
}

interface Errand {
  language: 'ar' | 'en'
  shots?: number
  files?: readonly Buffer[]
  visit?: string
  /** Just before it is signed. */
  before?: () => Promise<unknown> | unknown
}

const inspectAddress = (language: 'ar' | 'en', visit?: string) => {
  const asks = new URLSearchParams({
    lang: language,
    works: works[language].id,
    kind: 'investigation',
    ...(visit ? { visit } : {}),
  })
  return `${network.address}/field/inspect?${asks}`
}

async function fillIn(page: Page, { language, shots = 3, files = photos, visit, before }: Errand): Promise<void> {
  const words: Words = texts[language]
  await page.goto(inspectAddress(language, visit))
  await page.getByRole('button', { name: words.unable, exact: true }).click()
  await page.getByLabel(words.noAccess, { exact: true }).check()
  for (let shot = 0; shot < shots; shot += 1) {
    await page
      .locator('.photos-field input[type=file]')
      .setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer: files[shot] as Buffer })
    await page.locator('.photos-field img').nth(shot).waitFor()
  }
  await page.getByRole('button', { name: words.summary, exact: true }).click()
  await before?.()
  await page.getByRole('button', { name: words.sign, exact: true }).click()
}

/** Makes a visit and signs it; gives the id under which the phone keeps it. */
async function inspect(page: Page, errand: Errand): Promise<string> {
  await fillIn(page, errand)
  await page.locator('.kept').waitFor()
  await openOutbox(page, errand.language)
  return (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
}

const card = (page: Page, id: string) => page.locator(`.outbox-card[data-inspection="${id}"]`)
const arrived = (page: Page, id: string) =>
  page.locator(`.outbox-card[data-inspection="${id}"][data-state="sent"]`).waitFor({ timeout: 40_000 })

interface Stored {
  number: string
  visitId: string | null
  photos: { id: string; received: boolean }[]
}

/** Phone and service agree: one inspection, each of its photos there, and each that the phone shows among them. */
async function agree(page: Page, id: string, shots: number): Promise<Stored> {
  await arrived(page, id)
  const stored = await asked<Stored>(office, 'GET', `/api/inspections/${id}`)
  expect(stored.photos.map(({ received }) => received)).toEqual(Array.from({ length: shots }, () => true))
  const shown = await card(page, id)
    .locator('[data-entry]')
    .evaluateAll((parts) => parts.map((part) => part.getAttribute('data-entry')))
  expect([...new Set(shown)].sort()).toEqual([id, ...stored.photos.map((photo) => photo.id)].sort())
  for (const photo of stored.photos) {
    const file = await office.request.get(`${address}/api/inspections/${id}/photos/${photo.id}/small`)
    expect(file.status()).toBe(200)
  }
  expect(await card(page, id).getByText(stored.number).count()).toBe(1)
  return stored
}

/** How often the service took in each record and each photo that was sent since `from`. */
function takenIn(from: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { method, path, status } of network.seen.slice(from))
    if (status && status < 300) counts[`${method} ${path}`] = (counts[`${method} ${path}`] ?? 0) + 1
  return counts
}

describe('a phone whose network is cut', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  it('before the record, and whose page is closed: everything waits, and is sent when both are back', async () => {
    await fillIn(page, { language: 'ar', before: () => network.decide(cut) })
    await page.locator('.kept').waitFor()
    await page.close()
    page = await context.newPage()
    await openOutbox(page, 'ar')
    const first = page.locator('.outbox-card').first()
    const id = (await first.getAttribute('data-inspection')) ?? ''
    expect(await first.getAttribute('data-state')).toBe('waiting')
    expect(await first.locator('[data-entry]').count()).toBe(4)
    await page.locator('[data-pause=offline]').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await keep(page, 'outbox-offline-ar')
    const from = network.seen.length
    network.decide(null)
    await page.getByRole('button', { name: texts.ar.sendNow, exact: true }).click()
    await agree(page, id, 3)
    // the record first, then each of its photos, and nothing twice
    expect(network.seen.slice(from).map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT', 'PUT'])
    await keep(page, 'outbox-sent-ar')
  })

  it('between the record and its answer: it is sent again, and there once', async () => {
    const from = network.seen.length
    // on a page that stays: leaving one in the middle of a request would cut it too
    const id = await inspectOffline('en')
    let lost = 0
    network.decide(({ path }) => (isRecord(path) && lost++ === 0 ? 'answer lost' : 'passes'))
    await page.getByRole('button', { name: texts.en.sendNow, exact: true }).click()
    await agree(page, id, 1)
    expect(takenIn(from)['POST /api/inspections']).toBe(2)
  })

  it('between two photos, and again at the answer of the next: each photo is there once', async () => {
    const from = network.seen.length
    let puts = 0
    network.decide(({ path }) => {
      if (!isPhoto(path)) return 'passes'
      puts += 1
      if (puts === 1) return 'passes'
      return puts === 2 ? 'answer lost' : 'cut'
    })
    const id = await inspect(page, { language: 'en' })
    await expect.poll(() => puts, { timeout: 20_000 }).toBeGreaterThan(1)
    await page.locator('[data-pause=offline]').waitFor({ timeout: 20_000 })
    expect(await card(page, id).locator('[data-entry][data-state=sent]').count()).toBe(2)
    network.decide(null)
    await page.getByRole('button', { name: texts.en.sendNow, exact: true }).click()
    await agree(page, id, 3)
    // the one whose answer was lost came a second time, and nothing came of it; so may one that was on its way when its
    // page was left for the outbox
    const times = Object.values(takenIn(from)).sort()
    expect(times).toHaveLength(4)
    expect(times.slice(0, 2)).toEqual([1, 1])
    expect(times[3]).toBe(2)
  })

  it('for two inspections: the older one first, and no photo before its record', async () => {
    const from = network.seen.length
    const older = await inspectOffline('ar')
    const newer = await inspectOffline('ar')
    network.decide(null)
    await page.getByRole('button', { name: texts.ar.sendNow, exact: true }).click()
    await agree(page, older, 1)
    await agree(page, newer, 1)
    const sent = network.seen.slice(from).filter(({ fate }) => fate === 'passes')
    expect(sent.map(({ method, path }) => `${method} ${path.split('/')[3] ?? ''}`)).toEqual([
      'POST ',
      `PUT ${older}`,
      'POST ',
      `PUT ${newer}`,
    ])
  })

  /** The form is opened while there is a network; whoever has taken an area along needs none. */
  async function inspectOffline(language: 'ar' | 'en'): Promise<string> {
    network.decide(null)
    await fillIn(page, { language, shots: 1, before: () => network.decide(cut) })
    await page.locator('.kept').waitFor()
    await openOutbox(page, language)
    return (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
  }

  it('while two windows send: everything is sent by one of them, once', async () => {
    const from = network.seen.length
    const id = await inspectOffline('en')
    const other = await context.newPage()
    await openOutbox(other, 'en')
    network.decide(null)
    await Promise.all([page, other].map((each) => each.getByRole('button', { name: texts.en.sendNow, exact: true }).click())) // biome-ignore format: one line
    await agree(page, id, 1)
    await arrived(other, id)
    await other.close()
    expect(Object.values(takenIn(from))).toEqual([1, 1])
  })

  it('by a service that asks for time: nothing is sent before it has passed', async () => {
    const from = network.seen.length
    let refused = 0
    network.decide(({ path }) => (isRecord(path) && refused++ === 0 ? { status: 503, retryAfter: 20 } : 'passes'))
    const id = await inspect(page, { language: 'ar', shots: 1 })
    await page.locator('[data-pause=busy]').waitFor()
    await page.getByRole('button', { name: texts.ar.sendNow, exact: true }).click()
    await agree(page, id, 1)
    const [first, second] = network.seen.slice(from)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(19_900)
  })
})

describe('a phone whose browser is killed', () => {
  it('while a photo is on its way: opened again, it knows its inspector, sends the rest, and everything is there once', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'nasaq-phone-'))
    const open = async () => {
      const { browser: own, kill } = await startBrowserIn(profile)
      const [context] = own.contexts()
      if (!context) throw new Error('a browser without a window')
      await context.grantPermissions(['geolocation'])
      await context.setGeolocation(place)
      return { context, kill }
    }
    let battery = await open()
    try {
      let page = await startPhone(battery.context)
      let puts = 0
      network.decide(({ path }) => (isPhoto(path) && ++puts === 2 ? 'hangs' : 'passes'))
      const id = await inspect(page, { language: 'ar' })
      await expect.poll(() => puts, { timeout: 20_000 }).toBe(2)
      await battery.kill()
      battery = await open()
      network.decide(cut)
      page = await battery.context.newPage()
      await openOutbox(page, 'ar')
      // a browser that begins anew on a busy machine takes its time to open what it kept
      await expect.poll(() => card(page, id).locator('[data-entry]').count(), { timeout: 20_000 }).toBe(4)
      expect(await card(page, id).locator('[data-entry][data-state=sent]').count()).toBe(2)
      network.decide(null)
      // its session went with the browser
      await signInByForm(page, 'inspector@demo')
      await openOutbox(page, 'ar')
      await agree(page, id, 3)
    } finally {
      await battery.kill()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})

describe.each(['ar', 'en'] as const)('a conflict on a phone in %s', (language) => {
  const words: Words = texts[language]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  const needing = async (id: string) => {
    await openOutbox(page, language)
    await page.locator(`.outbox-card[data-inspection="${id}"][data-state=needs_you]`).waitFor({ timeout: 20_000 })
  }

  it('of two inspectors who meet on one visit: both sides are shown, and nothing is overwritten', async () => {
    const dueOn = await dayFrom(office, 1)
    const asking = { worksId: works[language].id, kind: 'investigation', dueOn }
    const visit = await asked<{ id: string }>(office, 'POST', '/api/visits', asking)
    await fillIn(page, { language, shots: 1, visit: visit.id, before: () => network.decide(cut) })
    await page.locator('.kept').waitFor()
    const sooner = await byOffice(language, visit.id)
    network.decide(null)
    await openOutbox(page, language)
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await needing(id)
    await card(page, id).getByText(words.sooner).waitFor()
    const theirs = card(page, id).getByRole('region', { name: words.other, exact: true })
    expect(await theirs.textContent()).toContain(sooner.number)
    expect(await faultsOf(page)).toEqual([])
    await keep(page, `outbox-conflict-${language}`)
    await card(page, id).getByRole('button', { name: words.asWell, exact: true }).click()
    const stored = await agree(page, id, 1)
    expect(stored.visitId).toBeNull()
    const untouched = await asked<Stored>(office, 'GET', `/api/inspections/${sooner.id}`)
    expect(untouched).toMatchObject({ visitId: visit.id, number: sooner.number })
  })

  it('with works that changed meanwhile: what changed is shown, and mine is sent by them as they are now', async () => {
    const id = await offline(2)
    await changeDays(language)
    network.decide(null)
    await needing(id)
    await keep(page, `outbox-changed-${language}`)
    await card(page, id).getByRole('button', { name: words.byNow, exact: true }).click()
    await agree(page, id, 2)
  })

  it('may be given up, after a question', async () => {
    const id = await offline(1)
    await changeDays(language)
    network.decide(null)
    await needing(id)
    await card(page, id).getByRole('button', { name: words.giveUp, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.delete, exact: true }).click()
    await card(page, id).waitFor({ state: 'detached' })
    const answer = await office.request.get(`${address}/api/inspections/${id}`)
    expect(answer.status()).toBe(404)
  })

  async function offline(shots: number): Promise<string> {
    await fillIn(page, { language, shots, before: () => network.decide(cut) })
    await page.locator('.kept').waitFor()
    await openOutbox(page, language)
    return (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
  }
})

/** The owner of the works moves its days, while the phone knows nothing of it. */
async function changeDays(language: 'ar' | 'en'): Promise<void> {
  const { id } = works[language]
  const { version, period } = await asked<{ version: number; period: { start: string; end: string } }>(
    office,
    'GET',
    `/api/works/${id}`,
  )
  const end = new Date(Date.parse(period.end) + 86_400_000).toISOString().slice(0, 10)
  works[language] = await asked(utility, 'PATCH', `/api/works/${id}`, { version, period: { ...period, end } })
}

/** The other inspector fulfils a visit, from another telephone. */
async function byOffice(language: 'ar' | 'en', visitId: string): Promise<{ id: string; number: string }> {
  const now = new Date().toISOString()
  return asked(office, 'POST', '/api/inspections', {
    id: crypto.randomUUID(),
    worksId: works[language].id,
    worksVersion: works[language].version,
    visitId,
    kind: 'investigation',
    checklistVersion: 1,
    startedAt: now,
    endedAt: now,
    place: { type: 'Point', coordinates: [place.longitude, place.latitude] },
    unable: { reason: 'unsafe' },
    items: [],
    photos: [],
    signature: { name: 'Planner' },
  })
}

describe.each(['ar', 'en'] as const)('a visit that is taken without a network, in %s', (language) => {
  const words: Words = texts[language]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  async function plan(): Promise<{ id: string }> {
    const dueOn = await dayFrom(office, 1)
    return asked(office, 'POST', '/api/visits', { worksId: works[language].id, kind: 'investigation', dueOn })
  }
  const onList = (visit: string) => page.locator(`[data-visit="${visit}"]`)
  const press = (visit: string, name: string) => onList(visit).getByRole('button', { name, exact: true }).click()

  /** Said while the network is cut; it is back when this returns. */
  async function goOffline(visit: string, meanwhile: () => Promise<unknown>): Promise<void> {
    network.decide(null)
    await page.goto(`${network.address}/field?lang=${language}`)
    await onList(visit).waitFor()
    network.decide(cut)
    await press(visit, words.go)
    await onList(visit).getByText(words.waits).waitFor()
    await onList(visit).getByRole('button', { name: words.stayHome, exact: true }).waitFor()
    await meanwhile()
  }
  const standing = (id: string) =>
    asked<{ state: string; assignee: { id: string } | null }>(office, 'GET', `/api/visits/${id}`)

  it('waits on the phone, whose page is closed meanwhile, and is told to the office when the network is back', async () => {
    const visit = await plan()
    await goOffline(visit.id, async () => {
      expect(await faultsOf(page)).toEqual([])
      await keep(page, `visit-taken-offline-${language}`)
      await page.close()
      page = await context.newPage()
      await openOutbox(page, language)
      await page.locator('.outbox-card[data-state=waiting]').first().waitFor()
      expect((await standing(visit.id)).state).toBe('due')
    })
    network.decide(null)
    await page.getByRole('button', { name: words.sendNow, exact: true }).click()
    await expect.poll(async () => (await standing(visit.id)).state, { timeout: 20_000 }).toBe('taken')
    await page.goto(`${network.address}/field?lang=${language}`)
    await press(visit.id, words.stayHome)
    await expect.poll(async () => (await standing(visit.id)).state, { timeout: 20_000 }).toBe('due')
  })

  it('is told in words where somebody else took it meanwhile, and stays theirs', async () => {
    const visit = await plan()
    await goOffline(visit.id, async () => {
      const other = await (await browser.newContext()).newPage()
      await signIn(other, 'inspector2@demo')
      await asked(other, 'POST', `/api/visits/${visit.id}/take`, {})
      await other.context().close()
    })
    const { assignee } = await standing(visit.id)
    network.decide(null)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    const told = onList(visit.id).getByRole('alert')
    await told.waitFor({ timeout: 20_000 })
    await onList(visit.id).locator('.visit-other').waitFor()
    await keep(page, `visit-taken-by-another-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await openOutbox(page, language)
    await page.locator('.outbox-card[data-state=needs_you]').waitFor()
    await keep(page, `visit-refused-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: words.allRight, exact: true }).click()
    await page.locator('.outbox-card[data-state=needs_you]').waitFor({ state: 'detached' })
    expect((await standing(visit.id)).assignee).toEqual(assignee)
  })
})

describe('a phone and who is signed in on it', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  it('keeps everything when a session is over, shows and sends it to nobody else, and sends it once its inspector is back', async () => {
    const from = network.seen.length
    await fillIn(page, { language: 'ar', shots: 1, before: () => context.clearCookies() })
    await page.locator('.kept').waitFor()
    await openOutbox(page, 'ar')
    await page.locator('[data-pause=signed_out]').waitFor()
    await keep(page, 'outbox-signed-out-ar')
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await signInByForm(page, 'planner@demo')
    await openOutbox(page, 'ar')
    await page.getByText(texts.ar.none, { exact: true }).waitFor()
    expect(await page.locator('.outbox-card').count()).toBe(0)
    await page.waitForTimeout(1500)
    expect(network.seen.slice(from).filter(({ fate }) => fate === 'passes')).toEqual([])
    await context.clearCookies()
    await signInByForm(page, 'inspector@demo')
    await openOutbox(page, 'ar')
    await agree(page, id, 1)
  })

  it('asks before it signs somebody out whose inspection has not arrived, and takes nothing from them', async () => {
    await fillIn(page, { language: 'en', shots: 1, before: () => network.decide(({ path }) => (isRecord(path) ? 'cut' : 'passes')) }) // biome-ignore format: one line
    await page.locator('.kept').waitFor()
    await openOutbox(page, 'en')
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await page.goto(`${network.address}/sign-in?lang=en`)
    await page.getByRole('button', { name: texts.en.signOut, exact: true }).click()
    await keep(page, 'outbox-leaving-en')
    await page.getByRole('dialog').getByRole('button', { name: texts.en.stay, exact: true }).click()
    await page.getByRole('button', { name: texts.en.signOut, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out all the same', exact: true }).click()
    await page.locator('form button[type=submit]').waitFor()
    network.decide(null)
    await openOutboxSignedOut(page)
    await signInByForm(page, 'inspector@demo')
    await openOutbox(page, 'en')
    await agree(page, id, 1)
  })

  async function openOutboxSignedOut(on: Page): Promise<void> {
    await on.goto(`${network.address}/field/outbox?lang=en`)
    await on.locator('.field .hint').waitFor()
    expect(await on.locator('.outbox-card').count()).toBe(0)
  }
})

describe('a phone that has no room', () => {
  it('says so in words, keeps the form, and keeps the inspection once there is room', async () => {
    const context = await browser.newContext(phone)
    const watching = await context.newPage()
    await watching.goto(`${network.address}/icon.svg`)
    const cdp = await context.newCDPSession(watching)
    const room = (size?: { quotaSize: number }) =>
      cdp.send('Storage.overrideQuotaForOrigin', { origin: network.address, ...size })
    // enough for the pages and what they know, and for one photo of three
    await room({ quotaSize: 7_000_000 })
    const page = await startPhone(context)
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const shot = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#888', noise } }).jpeg({ quality: 90 }).toBuffer() // biome-ignore format: one line
    await fillIn(page, { language: 'ar', files: [shot, shot, shot] })
    await page.getByRole('alert').filter({ hasText: texts.ar.full }).waitFor()
    await keep(page, 'outbox-full-ar')
    await room()
    await page.getByRole('button', { name: texts.ar.sign, exact: true }).click()
    await page.locator('.kept').waitFor()
    await openOutbox(page, 'ar')
    await agree(page, (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? '', 3)
    await context.close()
  })
})

describe('an area on a phone', () => {
  it('is offered with its size, taken along with its map, and opens without a network; a refused position is said in words', async () => {
    const { items } = await asked<{ items: { id: string; centre: [number, number] }[] }>(office, 'GET', '/api/works?status=in_progress&limit=1') // biome-ignore format: one line
    const [city] = items
    const [longitude, latitude] = city?.centre ?? [0, 0]
    const asking = { worksId: city?.id, kind: 'investigation', dueOn: await dayFrom(office, 1) }
    const visit = await asked<{ id: string }>(office, 'POST', '/api/visits', asking)
    const context = await browser.newContext({ ...phone, geolocation: { longitude, latitude } })
    const page = await startPhone(context)
    await page.goto(`${network.address}/field/area?lang=en`)
    await page.getByRole('button', { name: texts.en.big, exact: true }).click()
    await page.locator('.area-offer').waitFor({ timeout: 30_000 })
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: texts.en.take, exact: true }).click()
    await page.getByText(texts.en.done, { exact: true }).waitFor({ timeout: 60_000 })
    await keep(page, 'area-taken-en')
    network.decide(cut)
    await page.goto(`${network.address}/field/area?lang=ar`)
    await page.locator('.area-taken').waitFor()
    await page.locator('.area-map [data-idle=true]').waitFor({ timeout: 60_000 })
    expect(await page.locator('.area-taken .outbox-notice').count()).toBe(0)
    await keep(page, 'area-offline-ar')
    // a visit that nobody has looked at while there was a network
    await page.goto(`${network.address}/field/inspect?lang=ar&works=${city?.id}&kind=investigation&visit=${visit.id}`)
    await page.getByRole('button', { name: texts.ar.unable, exact: true }).waitFor()
    await context.clearPermissions()
    await page.goto(`${network.address}/field/area?lang=ar`)
    await page.getByRole('button', { name: texts.ar.big, exact: true }).click()
    await page.getByRole('alert').filter({ hasText: texts.ar.refused }).waitFor()
    await context.close()
  })
})
