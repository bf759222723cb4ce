import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { mine: 'زياراتي', take: 'سأذهب', release: 'لن أذهب', inspect: 'بدء المعاينة', goOn: 'متابعة المعاينة', here: 'موقعي', others: /البنود الباقية/, yes: 'نعم، مطابقة', summary: 'الخلاصة', sign: 'توقيع وحفظ', kept: 'محفوظ على هذا الهاتف', sent: 'أُرسلت', failed: 'غير مطابق، ملاحظات جسيمة', onWay: 'في الطريق من الهاتف', assign: 'إسناد', inspector: 'المفتش', resumed: 'تتابع من حيث توقفت.', stay: 'محفوظ على الهاتف', another: 'معاينة أخرى لهذا العمل' },
  en: { mine: 'Mine', take: 'I will go', release: 'I will not go', inspect: 'Start inspection', goOn: 'Continue inspection', here: 'My position', others: /others pass/, yes: 'Yes, pass them', summary: 'Summary', sign: 'Sign and save', kept: 'Saved on this phone', sent: 'Sent', failed: 'Failed, high severity', onWay: 'On its way from the phone', assign: 'Assign', inspector: 'Inspector', resumed: 'Continued from where you left off.', stay: 'Saved on this phone', another: 'Another inspection of these works' },
} as const // biome-ignore format: a table

const spots = groundOf('field')
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

async function photo(shade: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const background = { r: shade, g: 120, b: 90 }
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { name: `${shade}.jpg`, mimeType: 'image/jpeg', buffer }
}

async function signByFinger(page: Page) {
  const pad = page.locator('.signature > svg')
  await pad.scrollIntoViewIfNeeded()
  const { x, y } = (await pad.boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.move(x + 40, y + 60)
  await page.mouse.down()
  for (const step of [1, 2, 3]) await page.mouse.move(x + 40 + step * 40, y + 40 + (step % 2) * 40)
  await page.mouse.up()
  await pad.locator('path').waitFor()
}

/** A works in the desert: its owner's, and nobody else's ground. */
async function worksAt(title: string) {
  const { page } = await openPage(browser)
  await signIn(page, 'electricity@demo')
  const day = await dayFrom(page, 40)
  const works = await planWorks(page, { title, spot: spots(), period: { start: day, end: day } })
  await page.context().close()
  return works
}

/** A burst main out there, dug by its notice: works that nobody may dig yet are not inspected. */
async function dugAt(title: string) {
  const { page } = await openPage(browser)
  await signIn(page, 'electricity@demo')
  const { today } = await asked<{ today: string }>(page, 'GET', '/api/ready')
  const [lng, lat] = placeOf(spots())
  const route = { type: 'LineString', coordinates: [[lng, lat], [lng + 0.00004, lat]] } // biome-ignore format: one line
  const given = {
    category: 'emergency',
    utility: 'electricity',
    description: 'Burst.',
    status: 'planned',
    trenchWidthMetres: 0.6,
  }
  const period = { start: today, end: today }
  const works = await asked<{ id: string; version: number }>(page, 'POST', '/api/works', {
    title,
    route,
    period,
    ...given,
  })
  const told = { event: 'notify', ground: 'burst_main', version: works.version }
  await asked(page, 'POST', `/api/works/${works.id}/events`, told)
  await page.context().close()
  return works
}

/** A works, and a visit to it that the office asks for. */
async function planned(page: Page, language: 'ar' | 'en') {
  const day = await dayFrom(page, 1)
  const title = `Cable with a visit, ${language}`
  const works = await dugAt(title)
  const [lng, lat] = (await asked<{ centre: [number, number] }>(page, 'GET', `/api/works/${works.id}`)).centre
  const given = { worksId: works.id, kind: 'site_safety', dueOn: day, note: 'Look at the way for pedestrians' }
  const visit = await asked<{ id: string }>(page, 'POST', '/api/visits', given)
  return { title, works, visit, at: { longitude: lng, latitude: lat } }
}

describe.each(['ar', 'en'] as const)('an inspector with a phone, in %s', (language) => {
  const said = words[language]

  it('goes from the list to a signed failed visit without a network, and the office reads it', async () => {
    const office = await openPage(browser)
    await signIn(office.page, 'planner@demo')
    const { title, works, visit, at } = await planned(office.page, language)

    const opened = await openPage(browser, { ...phone, geolocation: at, permissions: ['geolocation'] })
    let { page } = opened
    await signIn(page, 'inspector@demo')
    await page.goto(`${address}/field?lang=${language}`)
    const card = page.locator(`[data-visit="${visit.id}"]`)
    await card.getByRole('button', { name: said.take, exact: true }).click()
    await card.getByRole('button', { name: said.release, exact: true }).waitFor()
    await keep(page, `field-today-${language}`)
    expect(await faultsOf(page)).toEqual([])

    await card.getByRole('link', { name: said.inspect, exact: true }).click()
    const first = page.getByTestId('items').locator('> li').first()
    await first.waitFor()
    await page.context().setOffline(true)
    await first.locator('[data-result="fail"]').click()
    await first.locator('.big-checks input').first().check()
    for (const shade of [90, 140, 190]) await first.locator('input[type="file"]').setInputFiles(await photo(shade))
    await first.locator('.photos-field img').nth(2).waitFor()
    await first.getByRole('button', { name: said.here, exact: true }).click()
    await first.locator('.chosen-spot').waitFor()
    await page.getByText(said.stay, { exact: true }).waitFor()
    await keep(page, `field-failed-${language}`)
    expect(await faultsOf(page)).toEqual([])

    // the phone is put away, and taken out again
    await page.context().setOffline(false)
    const context = page.context()
    const where = page.url()
    await page.close()
    page = await context.newPage()
    await page.goto(where)
    await page.getByText(said.resumed, { exact: true }).waitFor()
    const photos = page.getByTestId('items').locator('> li').first().locator('.photos-field img')
    await photos.nth(2).waitFor()
    expect(await photos.count()).toBe(3)
    await context.setOffline(true)
    await page.getByRole('button', { name: said.others }).click()
    await page.getByRole('button', { name: said.yes, exact: true }).click()
    await page.getByRole('button', { name: said.summary, exact: true }).click()
    await page.locator('.outcome').getByText(said.failed, { exact: true }).waitFor()
    await keep(page, `field-summary-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await signByFinger(page)
    await page.getByRole('button', { name: said.sign, exact: true }).click()
    await page.getByRole('heading', { name: said.kept, exact: true }).waitFor()
    await keep(page, `field-kept-${language}`)
    expect(await faultsOf(page)).toEqual([])

    await context.setOffline(false)
    await page.getByRole('heading', { name: said.sent, exact: true }).waitFor({ timeout: 30_000 })

    // a tab that the browser had put away, or the way back: what was signed, and no empty form for it
    await page.goto(where)
    await page.getByRole('button', { name: said.another, exact: true }).waitFor()
    await keep(page, `field-signed-before-${language}`)
    expect(await faultsOf(page)).toEqual([])
    expect(await page.getByTestId('items').count()).toBe(0)

    type Found = { items: { id: string; outcome: string }[] }
    const { items } = await asked<Found>(office.page, 'GET', `/api/inspections?works=${works.id}`)
    expect(items.map(({ outcome }) => outcome)).toEqual(['failed_high'])
    await office.page.goto(`${address}/inspections?lang=${language}&sel=${items[0]?.id}`)
    const drawer = office.page.locator('.drawer')
    await drawer.getByRole('heading', { name: title, exact: true }).waitFor()
    await drawer.locator('.found-items img').nth(2).waitFor()
    expect(await drawer.locator('.found-items img').count()).toBe(3)
    expect(await drawer.getByText(said.onWay).count()).toBe(0)
    expect(await drawer.locator('.signed-by path').count()).toBe(1)
    await keep(office.page, `field-found-${language}`)
    expect(await faultsOf(office.page)).toEqual([])
    expect(office.complaints).toEqual([])
    // what could not be reached is said in the browser's log: that is what "offline" is
    expect(opened.complaints.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await context.close()
    await office.page.context().close()
  }, 180_000)
})

describe('the plan of visits', () => {
  it('is assigned, and dropped with a reason', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const title = 'Cable to be planned'
    const works = await worksAt(title)
    const { number } = await asked<{ number: string }>(page, 'GET', `/api/works/${works.id}`)
    await page.goto(`${address}/visits?lang=en&sel=new&works=${number}`)
    await page.getByText(title, { exact: true }).waitFor()
    await keep(page, 'visits-ask')
    expect(await faultsOf(page)).toEqual([])
    const stored = page.waitForResponse(
      (answer) => answer.url().endsWith('/api/visits') && answer.request().method() === 'POST',
    )
    await page.getByRole('button', { name: 'Request the visit', exact: true }).click()
    const { id } = (await (await stored).json()) as { id: string }

    const { centre } = await asked<{ centre: [number, number] }>(page, 'GET', `/api/works/${works.id}`)
    await page.goto(`${address}/visits?lang=en&sort=distance&at=${centre.join(',')},15`)
    const row = page.locator(`[data-visit="${id}"]`)
    await row.getByRole('checkbox').check()
    await page.getByLabel('Inspector', { exact: true }).selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Assign', exact: true }).click()
    await page.getByText('One visit assigned.').waitFor()
    await row.getByText('Nobody yet').waitFor({ state: 'detached' })
    await keep(page, 'visits-assigned')
    expect(await faultsOf(page)).toEqual([])
    await row.getByRole('button', { name: /^Cancel the visit/ }).click()
    await page.getByLabel('Why is it not needed?', { exact: true }).fill('The works was given up')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the visit', exact: true }).click()
    await row.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await page.context().close()
  }, 120_000)
})

describe('an inspector far from the city', () => {
  it.each([
    ['ar', 'خارج نطاق المدينة'],
    ['en', 'outside the city'],
  ])('is told why all visits are far away, in %s', async (language, outside) => {
    const far = { latitude: 24.7, longitude: 46.7 }
    const { page } = await openPage(browser, { ...phone, geolocation: far, permissions: ['geolocation'] })
    await signIn(page, 'inspector@demo')
    await page.goto(`${address}/field?lang=${language}`)
    await page.locator('.place-bar', { hasText: outside }).waitFor()
    await keep(page, `field-outside-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })
})
