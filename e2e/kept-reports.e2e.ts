import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './axe.ts'
import { type Network, openNetwork } from './cut-network.ts'
import { address, keep, openBrowser, openPage } from './page.ts'

let browser: Browser
let network: Network
let centre: { longitude: number; latitude: number }
beforeAll(async () => {
  browser = await openBrowser()
  network = await openNetwork()
  const { items } = (await (await fetch(`${address}/api/works?limit=1`)).json()) as { items: { centre: number[] }[] }
  const [longitude = 0, latitude = 0] = items[0]?.centre ?? []
  centre = { longitude, latitude }
})
afterAll(async () => {
  await browser.close()
  network.close()
})
afterEach(() => network.decide(null))

const words = {
  ar: { send: 'إرسال البلاغ', kept: 'بلاغك محفوظ على هذا الجهاز', now: 'الإرسال الآن', discard: 'حذف البلاغ', forget: 'إزالة من الجهاز', follow: 'متابعة البلاغ', ofPhoto: /المكان الذي التُقطت فيه الصورة/, ofPhone: /هذا هو موقعك الآن/, photoPlace: 'مكان التقاط الصورة', here: 'موقعي الآن', change: 'تعديل البلاغ', thanks: 'وصل بلاغك', none: 'لا بلاغات على هذا الجهاز' },
  en: { send: 'Send the report', kept: 'Your report is kept on this device', now: 'Send now', discard: 'Delete the report', forget: 'Remove from the device', follow: 'Follow the report', ofPhoto: /where the photo was taken/, ofPhone: /where you are now/, photoPlace: 'Where the photo was taken', here: 'My position', change: 'Change the report', thanks: 'has arrived', none: 'No reports on this device' },
} as const // biome-ignore format: a table
type Language = keyof typeof words

const isReport = (path: string) => path === '/api/reports'
const category = 'abandoned_vehicle'

/** A place of its own for each report, so that no other is taken for it. */
const somewhere = () => {
  // a hundredth of a degree around, and no finer than what is compared
  const near = (degrees: number) => Number((degrees + (Math.random() - 0.5) * 0.01).toFixed(4))
  return { lng: near(centre.longitude), lat: near(centre.latitude) }
}
type Place = ReturnType<typeof somewhere>

/** As a phone takes it, with a note of where. */
function photoAt({ lng, lat }: Place): Promise<Buffer> {
  const degrees = (value: number) => `${Math.round(value * 1e6)}/1000000 0/1 0/1`
  const gps = { GPSLatitudeRef: 'N', GPSLatitude: degrees(lat), GPSLongitudeRef: 'E', GPSLongitude: degrees(lng) }
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#6a5d7b' } })
  return picture.jpeg().withExif({ IFD3: gps }).toBuffer()
}

async function openForm(language: Language) {
  const watched = await openPage(browser, {
    ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    ...{ geolocation: centre, permissions: ['geolocation'] },
  })
  await reopen(watched.page, language)
  return watched
}

async function reopen(page: Page, language: Language): Promise<void> {
  await page.goto(`${network.address}/reports/new?lang=${language}`)
  await page.locator('.category-tiles').waitFor()
}

/** Chooses a photo that was taken before, which says where; the kind; and nothing else. */
async function fillIn(page: Page, place: Place): Promise<void> {
  const buffer = await photoAt(place)
  await page.locator('[data-way=gallery] input').setInputFiles({ name: 'before.jpg', mimeType: 'image/jpeg', buffer })
  await page.locator('.photo-choice img').waitFor()
  await page.locator(`.category-tiles input[value=${category}]`).check({ force: true })
}

/** What the service has of it at its place. */
async function storedAt({ lng, lat }: Place): Promise<unknown[]> {
  const query = new URLSearchParams({ lng: String(lng), lat: String(lat), category })
  return ((await (await fetch(`${address}/api/reports/nearby?${query}`)).json()) as { items: unknown[] }).items
}

/** All that this phone keeps of reports, as it lies there. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ state: string; saying: unknown }[]>((done) => {
        const opening = indexedDB.open('nasaq-reports')
        opening.onsuccess = () => {
          const asking = opening.result.transaction('reports').objectStore('reports').getAll()
          asking.onsuccess = () => {
            opening.result.close()
            done(asking.result.map(({ state, saying }) => ({ state, saying })))
          }
        }
      }),
  )

describe.each(['ar', 'en'] as const)('a report in %s', (language) => {
  const say = words[language]

  it('with a photo from before has the place of the photo, unless another one is chosen', async () => {
    const { page } = await openForm(language)
    expect(await page.locator('[data-way=camera] label').isVisible()).toBe(true)
    expect(await page.locator('[data-way=camera] input').getAttribute('capture')).toBe('environment')
    expect(await page.locator('[data-way=gallery] input').getAttribute('capture')).toBeNull()
    const place = somewhere()
    await fillIn(page, place)
    await page.locator('.place-field', { hasText: say.ofPhoto }).waitFor()
    const shown = page.locator('.place-field bdi')
    expect(await shown.textContent()).toBe(`${place.lat.toFixed(5)}, ${place.lng.toFixed(5)}`)
    await page.locator('.photo-choice').evaluate((choice) => choice.scrollIntoView())
    await keep(page, `report-photo-place-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: say.here }).click()
    await page.locator('.place-field', { hasText: say.ofPhone }).waitFor()
    await page.getByRole('button', { name: say.photoPlace }).click()
    await page.locator('.place-field', { hasText: say.ofPhoto }).waitFor()
    await page.context().close()
  })

  it('whose answer is lost is kept, outlives the page, arrives once, and then leaves only the way to follow it', async () => {
    const { page } = await openForm(language)
    const from = network.seen.length
    network.decide(({ path }) => (isReport(path) ? 'answer lost' : 'passes'))
    const place = somewhere()
    await fillIn(page, place)
    await page.getByRole('button', { name: say.send }).click()
    await page.locator('.drawer h1', { hasText: say.kept }).waitFor()
    await page.locator('.kept-report[data-state=waiting]').waitFor()
    await keep(page, `report-kept-${language}`)
    expect(await faultsOf(page)).toEqual([])
    // nothing of it is sent while the page opens anew, and what is kept is shown above the form
    await reopen(page, language)
    await page.locator('.kept-report[data-state=waiting]').waitFor()
    network.decide(null)
    const receipt = page.getByTestId('kept-receipt')
    const now = page.getByRole('button', { name: say.now })
    // its turn may come by itself at this moment
    await now.or(receipt).first().waitFor()
    await now.click({ timeout: 5_000 }).catch(() => undefined)
    await receipt.waitFor()
    await keep(page, `report-kept-arrived-${language}`)
    expect(await faultsOf(page)).toEqual([])
    expect(await kept(page)).toEqual([{ state: 'arrived', saying: null }])
    const tries = network.seen.slice(from).filter(({ path }) => isReport(path))
    expect(tries.length).toBeGreaterThan(1)
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([201]))
    expect(await storedAt(place)).toHaveLength(1)

    const number = (await receipt.locator('.id').textContent()) ?? ''
    const link = await receipt.locator('input').inputValue()
    await page.getByRole('button', { name: say.forget }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.forget }).click()
    await page.locator('.kept-reports').waitFor({ state: 'detached' })
    expect(await kept(page)).toEqual([])
    await page.goto(link)
    await page.locator('.drawer-eyebrow .id', { hasText: number }).waitFor()
    await page.context().close()
  })

  it('made without a network is sent when the network is back, and can be deleted before', async () => {
    const { page } = await openForm(language)
    const [gone, sent] = [somewhere(), somewhere()]
    await fillIn(page, gone)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: say.send }).click()
    await page.locator('.kept-report[data-state=waiting]').waitFor()
    await page.getByRole('button', { name: say.discard }).click()
    await keep(page, `report-kept-discard-${language}`)
    await page.getByRole('dialog').getByRole('button', { name: say.discard }).click()
    await page.locator('.kept-reports').waitFor({ state: 'detached' })
    expect(await kept(page)).toEqual([])
    await page.locator('.drawer h1', { hasText: say.none }).waitFor()

    await page.locator('.drawer-actions button').click()
    await fillIn(page, sent)
    await page.getByRole('button', { name: say.send }).click()
    await page.locator('.kept-report[data-state=waiting]').waitFor()
    await page.context().setOffline(false)
    await page.getByTestId('kept-receipt').waitFor()
    await page.locator('.drawer h1', { hasText: say.thanks }).waitFor()
    expect(await storedAt(gone)).toEqual([])
    expect(await storedAt(sent)).toHaveLength(1)
    await page.context().close()
  })
})

it('that is refused later says why, and can be changed in the form', async () => {
  const { page } = await openForm('ar')
  network.decide(({ path }) => (isReport(path) ? 'cut' : 'passes'))
  await fillIn(page, { lng: 10, lat: 10 })
  await page.getByRole('button', { name: words.ar.send }).click()
  await page.locator('.kept-report[data-state=waiting]').waitFor()
  network.decide(null)
  await page.getByRole('button', { name: words.ar.now }).click()
  await page.locator('.kept-report[data-state=refused] .missing').waitFor()
  await keep(page, 'report-kept-refused')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: words.ar.change }).click()
  await page.locator('.photo-choice img').waitFor()
  expect(await page.locator(`.category-tiles input[value=${category}]`).isChecked()).toBe(true)
  expect(await kept(page)).toEqual([])
  await page.context().close()
})

it('that waits goes from whatever page is open', async () => {
  const { page } = await openForm('ar')
  const place = somewhere()
  network.decide(({ path }) => (isReport(path) ? 'cut' : 'passes'))
  await fillIn(page, place)
  await page.getByRole('button', { name: words.ar.send }).click()
  await page.locator('.kept-report[data-state=waiting]').waitFor()
  network.decide(null)
  await page.goto(`${network.address}/works?lang=ar`)
  await expect.poll(() => kept(page), { timeout: 60_000 }).toEqual([{ state: 'arrived', saying: null }])
  expect(await storedAt(place)).toHaveLength(1)
  await page.context().close()
})
