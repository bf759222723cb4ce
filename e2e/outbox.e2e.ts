import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowserIn } from '../testing/browser.ts'
import { faultsOf } from './axe.ts'
import {
  agree,
  arrived,
  begin,
  beginDay,
  browser,
  card,
  cut,
  fillIn,
  inspect,
  isPhoto,
  isRecord,
  network,
  openOutbox,
  phone,
  place,
  sign,
  startPhone,
  takenIn,
  takePhoto,
  texts,
} from './outbox.ts'
import { keep, signInByForm } from './page.ts'

beginDay()

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
    await expect.poll(() => first.getAttribute('data-state')).toBe('waiting')
    await expect.poll(() => first.locator('[data-entry]').count()).toBe(4)
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
    await expect.poll(() => card(page, id).locator('[data-entry][data-state=sent]').count()).toBe(2)
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
    const order = sent.map(({ method, path }) => `${method} ${path.split('/')[3] ?? ''}`)
    // a page that is left before it hears the answer asks once more
    expect(order.filter((one, at) => one !== order[at - 1])).toEqual(['POST ', `PUT ${older}`, 'POST ', `PUT ${newer}`])
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
    await fillIn(page, { language: 'ar', shots: 1 })
    await page.locator('.kept').waitFor()
    await expect.poll(() => refused).toBe(1)
    // a page that is left before it hears the answer does not know of it
    await page.waitForTimeout(1000)
    await openOutbox(page, 'ar')
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await page.locator('[data-pause=busy]').waitFor()
    await page.getByRole('button', { name: texts.ar.sendNow, exact: true }).click()
    await agree(page, id, 1)
    const [first, second] = network.seen.slice(from)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(19_900)
  })
})

describe('a phone whose camera makes more than the service takes', () => {
  it('makes the photo smaller, keeps its time, and refuses at once what nobody can read', async () => {
    const context = await browser.newContext(phone)
    const page = await startPhone(context)
    const wide = { width: 13_000, height: 400, channels: 3, background: '#7c3f98' } as const
    const taken = { IFD2: { DateTimeOriginal: '2026:01:02 08:05:00', OffsetTimeOriginal: '+03:00' } }
    const panorama = await sharp({ create: wide }).jpeg().withExif(taken).toBuffer()
    await begin(page, { language: 'en' })
    await takePhoto(page, Buffer.from('....ftypheic....'))
    await page.getByRole('alert').filter({ hasText: texts.en.unreadable }).waitFor()
    expect(await page.locator('.photos-field img').count()).toBe(0)
    await keep(page, 'photo-unreadable-en')
    await takePhoto(page, panorama)
    await page.locator('.photos-field img').waitFor()
    await sign(page, { language: 'en' })
    await page.locator('.kept').waitFor()
    await openOutbox(page, 'en')
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    const { photos } = await agree(page, id, 1)
    expect(photos[0]?.takenAt).toBe('2026-01-02T05:05:00.000Z')
    await context.close()
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
      // a page that is left before it hears the answer sends its photo once more
      const photosSent = new Set<string>()
      network.decide(({ path }) => (isPhoto(path) && photosSent.add(path).size === 2 ? 'hangs' : 'passes'))
      const id = await inspect(page, { language: 'ar' })
      await expect.poll(() => photosSent.size, { timeout: 20_000 }).toBe(2)
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
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    }
  })
})
