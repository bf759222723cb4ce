import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { type Network, openNetwork } from './cut-network.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, openBrowser, signIn, signInByForm } from './page.ts'

export const texts = {
  ar: { unable: 'لا أستطيع المعاينة', noAccess: 'لا يمكن الوصول إلى الموقع', summary: 'الخلاصة', sign: 'توقيع وحفظ', sendNow: 'الإرسال الآن', asWell: 'إرسال معاينتي أيضًا', byNow: 'إرسالها على العمل كما هو الآن', sooner: /سبقتك إلى هذه الزيارة/, other: 'المعاينة الأخرى', giveUp: 'التخلي عن معاينتي', delete: 'حذف', stay: 'البقاء', signOut: 'تسجيل الخروج', full: /امتلأ الهاتف فلم تُحفظ/, noRoom: /امتلأ الهاتف فلم تُحفظ الصورة/, unreadable: /تعذّرت قراءة الصورة/, big: 'حساب الحجم', take: 'حفظ على الهاتف', done: 'حُفظت المنطقة على الهاتف.', refused: /لا يُسمح لهذه الصفحة/, none: 'لا شيء في الصندوق', go: 'سأذهب', stayHome: 'لن أذهب', waits: /يصل إلى المكتب عند عودة الاتصال/, allRight: 'حسنًا، لن أذهب', another: 'معاينة أخرى لهذا العمل' },
  en: { unable: 'I cannot inspect', noAccess: 'No access to the site', summary: 'Summary', sign: 'Sign and save', sendNow: 'Send now', asWell: 'Send mine too', byNow: 'Send it for the works as they are now', sooner: /completed this visit first/, other: 'The other one', giveUp: 'Discard mine', delete: 'Delete', stay: 'Stay', signOut: 'Sign out', full: /The phone is full/, noRoom: /the photo was not kept/, unreadable: /could not be read/, big: 'Calculate the size', take: 'Save on the phone', done: 'The area is on this phone.', refused: /may not read the phone’s position/, none: 'Nothing in the outbox', go: 'I will go', stayHome: 'I will not go', waits: /once there is a network/, allRight: 'All right, I will not go', another: 'Another inspection of these works' },
} as const // biome-ignore format: a table
export type Words = (typeof texts)['ar' | 'en']

const run = Date.now() % 100_000
const spot = groundOf('outbox')()
const [longitude, latitude] = placeOf(spot)
export const place = { longitude, latitude }
export const phone = { viewport: { width: 390, height: 844 }, geolocation: place, permissions: ['geolocation'] }

export let browser: Browser
export let office: Page
export let utility: Page
export let network: Network
export let photos: Buffer[]
export const works: Record<'ar' | 'en', { id: string; version: number }> = {} as never

/** Two works on fresh ground, an office, and a service whose network can be cut; for the walks of one file. */
export function beginDay(): void {
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
}

export const cut = () => 'cut' as const
export const isRecord = (path: string) => path === '/api/inspections'
export const isPhoto = (path: string) => path.includes('/photos/')

/** A phone whose inspector has signed in, and which has opened a page of the field once. */
export async function startPhone(context: BrowserContext, account = 'inspector@demo'): Promise<Page> {
  const page = await context.newPage()
  await signInByForm(page, account)
  await openOutbox(page, 'ar')
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
  return page
}

export async function openOutbox(page: Page, language: 'ar' | 'en'): Promise<void> {
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

/** Opens the form of a visit at which nothing could be inspected. */
export async function begin(page: Page, { language, visit }: Errand): Promise<void> {
  const words: Words = texts[language]
  await page.goto(inspectAddress(language, visit))
  const form = page.getByRole('button', { name: words.unable, exact: true })
  const another = page.getByRole('button', { name: words.another, exact: true })
  await form.or(another).waitFor()
  if (await another.isVisible()) await another.click()
  await form.click()
  await page.getByLabel(words.noAccess, { exact: true }).check()
}

export const takePhoto = (page: Page, buffer: Buffer) =>
  page.locator('.photos-field input[type=file]').setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer })

export async function sign(page: Page, { language, before }: Errand): Promise<void> {
  const words: Words = texts[language]
  await page.getByRole('button', { name: words.summary, exact: true }).click()
  await before?.()
  await page.getByRole('button', { name: words.sign, exact: true }).click()
}

export async function fillIn(page: Page, errand: Errand): Promise<void> {
  const { shots = 3, files = photos } = errand
  await begin(page, errand)
  for (let shot = 0; shot < shots; shot += 1) {
    await takePhoto(page, files[shot] as Buffer)
    await page.locator('.photos-field img').nth(shot).waitFor()
  }
  await sign(page, errand)
}

/** Makes a visit and signs it; gives the id under which the phone keeps it. */
export async function inspect(page: Page, errand: Errand): Promise<string> {
  await fillIn(page, errand)
  await page.locator('.kept').waitFor()
  await openOutbox(page, errand.language)
  return (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
}

export const card = (page: Page, id: string) => page.locator(`.outbox-card[data-inspection="${id}"]`)
export const arrived = (page: Page, id: string) =>
  page.locator(`.outbox-card[data-inspection="${id}"][data-state="sent"]`).waitFor({ timeout: 40_000 })

export interface Stored {
  number: string
  visitId: string | null
  photos: { id: string; received: boolean; takenAt: string | null }[]
}

/** Phone and service agree: one inspection, each of its photos there, and each that the phone shows among them. */
export async function agree(page: Page, id: string, shots: number): Promise<Stored> {
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
export function takenIn(from: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { method, path, status } of network.seen.slice(from))
    if (status && status < 300) counts[`${method} ${path}`] = (counts[`${method} ${path}`] ?? 0) + 1
  return counts
}
