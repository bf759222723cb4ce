import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import {
  agree,
  begin,
  beginDay,
  browser,
  cut,
  fillIn,
  isRecord,
  network,
  office,
  openOutbox,
  phone,
  photos,
  sign,
  startPhone,
  takePhoto,
  texts,
} from './outbox.ts'
import { keep, signInByForm } from './page.ts'

beginDay()

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
    const way = await page.locator('[data-pause=signed_out] a').getAttribute('href')
    expect(new URLSearchParams(way?.split('?')[1]).get('back')).toBe('/field/outbox?lang=ar')
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await page.goto(`${network.address}/sign-in?lang=ar`)
    await page.locator('.known-here button').waitFor()
    await keep(page, 'sign-in-known-here-ar')
    expect(await faultsOf(page)).toEqual([])
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

  it('takes its inspector off the phone once their session is over, asks about what has not arrived, and sends that when they are back', async () => {
    const known = page.locator('.known-here')
    const remove = known.getByRole('button', { name: /^Remove .* from this phone$/ })
    await fillIn(page, { language: 'en', shots: 1, before: () => context.clearCookies() })
    await page.locator('.kept').waitFor()
    await openOutbox(page, 'en')
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await page.goto(`${network.address}/sign-in?lang=en`)
    await remove.click()
    const question = page.getByRole('dialog')
    await question.waitFor()
    await keep(page, 'sign-in-remove-asks-en')
    expect(await faultsOf(page)).toEqual([])
    await question.getByRole('button', { name: 'Back', exact: true }).click()
    // nothing was taken off by asking
    await openOutbox(page, 'en')
    expect(await page.locator('.outbox-card').first().getAttribute('data-inspection')).toBe(id)
    await page.goto(`${network.address}/sign-in?lang=en`)
    await remove.click()
    await question.getByRole('button', { name: /anyway$/ }).click()
    await page.getByRole('status').filter({ hasText: 'Removed from this phone.' }).waitFor()
    await keep(page, 'sign-in-removed-en')
    expect(await faultsOf(page)).toEqual([])
    await page.reload()
    await page.locator('form button[type=submit]').waitFor()
    expect(await known.count()).toBe(0)
    await openOutboxSignedOut(page)
    await signInByForm(page, 'inspector@demo')
    await openOutbox(page, 'en')
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
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out anyway', exact: true }).click()
    await page.locator('form button[type=submit]').waitFor()
    network.decide(null)
    await openOutboxSignedOut(page)
    // back to where it was asked from: there it is sent
    await page.locator('.field .hint').getByRole('link').click()
    await page.getByLabel('E-mail', { exact: true }).fill('inspector@demo')
    await page.getByLabel('Password', { exact: true }).fill('demo')
    await page.locator('form button[type=submit]').click()
    await page.waitForURL((url) => url.pathname === '/field/outbox')
    await agree(page, id, 1)
  })

  it('lets a form that was begun be given up, with its photo', async () => {
    await begin(page, { language: 'en' })
    await takePhoto(page, photos[0] as Buffer)
    const taken = page.locator('.photos-field img')
    await taken.waitFor()
    await page.getByRole('button', { name: 'Discard this inspection', exact: true }).click()
    await keep(page, 'inspect-give-up-en')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click()
    await page.waitForURL((url) => url.pathname === '/field')
    await begin(page, { language: 'en' })
    expect(await taken.count()).toBe(0)
  })

  async function openOutboxSignedOut(on: Page): Promise<void> {
    await on.goto(`${network.address}/field/outbox?lang=en`)
    await on.locator('.field .hint').waitFor()
    expect(await on.locator('.outbox-card').count()).toBe(0)
  }
})

describe('a phone that has no room', () => {
  it('names no photo that it cannot hold, says so in words, keeps the form, and keeps the inspection once there is room', async () => {
    const context = await browser.newContext(phone)
    const watching = await context.newPage()
    await watching.goto(`${network.address}/icon.svg`)
    const cdp = await context.newCDPSession(watching)
    const room = (size?: { quotaSize: number }) =>
      cdp.send('Storage.overrideQuotaForOrigin', { origin: network.address, ...size })
    // enough for the pages and what they know, and for a photo or two
    await room({ quotaSize: 7_000_000 })
    const page = await startPhone(context)
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const shot = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#888', noise } }).jpeg({ quality: 90 }).toBuffer() // biome-ignore format: one line
    await begin(page, { language: 'ar' })
    const taken = page.locator('.photos-field img')
    const refused = page.getByRole('alert').filter({ hasText: texts.ar.noRoom })
    let count = 0
    for (; !(await refused.isVisible()); count = await taken.count()) {
      expect(count).toBeLessThan(5)
      await takePhoto(page, shot)
      await taken.nth(count).or(refused).first().waitFor()
    }
    await keep(page, 'photo-full-ar')
    expect(count).toBeGreaterThan(0)
    await page.reload()
    await taken.nth(count - 1).waitFor()
    expect(await taken.count()).toBe(count)
    await sign(page, { language: 'ar', before: () => room({ quotaSize: 1_000_000 }) })
    await page.getByRole('alert').filter({ hasText: texts.ar.full }).waitFor()
    await keep(page, 'outbox-full-ar')
    await room()
    await page.getByRole('button', { name: texts.ar.sign, exact: true }).click()
    await page.locator('.kept').waitFor()
    await openOutbox(page, 'ar')
    await agree(page, (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? '', count)
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
