import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, payFee, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('amendment')

const texts = {
  ar: { amend: 'تعديل الطلب', end: 'النهاية', reason: 'السبب', amendment: 'التعديل 1', inEffect: 'سارٍ', propose: 'طلب تعديل', width: 'عرض الخندق (م)', back: 'رجوع', prolong: 'طلب تمديد الرخصة', fee: 'رسوم التمديد', days: 'عدد الأيام الإضافية', send: 'إرسال إلى المكتب', waits: 'ينتظر القرار', accept: 'قبول التعديل', once: /مُدّدت مرة واحدة/, cancel: 'إلغاء العمل', whyCancel: 'سبب الإلغاء', cancelled: 'ملغى', kind: 'طلب تعديل رخصة', object: 'اعتراض', why: 'اكتب سبب الاعتراض', answer: 'إرسال الرأي', overrule: 'عدم الأخذ بالاعتراض' },
  en: { amend: 'Amend the application', end: 'End', reason: 'Reason', amendment: 'Amendment 1', inEffect: 'In effect', propose: 'Request an amendment', width: 'Trench width (m)', back: 'Back', prolong: 'Request an extension', fee: 'Fee for the extension', days: 'Additional days', send: 'Send to the office', waits: 'Awaiting decision', accept: 'Accept the amendment', once: /Extended once/, cancel: 'Cancel the works', whyCancel: 'Reason for the cancellation', cancelled: 'Cancelled', kind: 'Amendment of a permit', object: 'Objection', why: 'State the reason for the objection', answer: 'Send the answer', overrule: 'Overrule the objection' },
} as const // biome-ignore format: a table

const dialog = (page: Page) => page.getByRole('dialog')
const part = (page: Page) => page.locator('.application')

describe.each(['ar', 'en'] as const)('what changes after an application, in %s', (language) => {
  const words = texts[language]
  const people: Watched[] = []
  const open = async (account: string): Promise<Page> => {
    const watched = await openAs(browser, account)
    people.push(watched)
    return watched.page
  }
  const see = (page: Page, id: string) => page.goto(`${address}/?lang=${language}&sel=${id}`)
  const happen = async (page: Page, id: string, event: string) => {
    const { version } = await asked<{ version: number }>(page, 'GET', `/api/works/${id}`)
    await asked(page, 'POST', `/api/works/${id}/events`, { event, version })
  }
  const plan = async (what: string) => {
    const period = { start: await dayFrom(utility, 9), end: await dayFrom(utility, 18) }
    return (await planWorks(utility, { title: `${what} ${run} ${language}`, spot: spots(), period })).id
  }
  let utility: Page
  let office: Page
  let other: Page
  beforeAll(async () => {
    utility = await open('electricity@demo')
    office = await open('planner@demo')
    other = await open('water@demo')
  })
  afterAll(async () => {
    for (const { page } of people) await page.context().close()
  })

  it('the applicant moves the days of what was applied for, and sees them before and after', async () => {
    const id = await plan('Feeder')
    await happen(utility, id, 'submit')
    await see(utility, id)
    await part(utility).getByRole('button', { name: words.amend, exact: true }).click()
    await dialog(utility)
      .getByLabel(words.end, { exact: true })
      .fill(await dayFrom(utility, 22))
    await dialog(utility).getByLabel(words.reason).fill('The pipes come late')
    await keep(utility, `amendment-form-${language}`)
    expect(await faultsOf(utility)).toEqual([])
    await dialog(utility).getByRole('button', { name: words.amend, exact: true }).click()
    const card = part(utility).getByRole('article', { name: words.amendment })
    await card.getByText(words.inEffect, { exact: true }).waitFor()
    await card.scrollIntoViewIfNeeded()
    await keep(utility, `amendment-${language}`)
    expect(await faultsOf(utility)).toEqual([])
    for (const [width, height] of [
      [390, 844],
      [320, 640],
    ] as const) {
      // biome-ignore format: one line
      await utility.setViewportSize({ width, height })
      await isWide(utility, width)
      await keep(utility, `amendment-${language}-${width}`)
    }
    await utility.setViewportSize({ width: 1440, height: 900 })
  })

  it('an extension is asked for, and granted by the office, which sees what it decides on', async () => {
    const id = await plan('Cable')
    await happen(utility, id, 'submit')
    await happen(office, id, 'approve')
    await payFee(office, id)
    await happen(office, id, 'grant')
    await see(utility, id)
    // any other amendment says its price as well
    await part(utility).getByRole('button', { name: words.propose, exact: true }).click()
    await dialog(utility).getByLabel(words.width).fill('3')
    await dialog(utility).getByTestId('amendment-price').getByRole('table').waitFor()
    await keep(utility, `amendment-price-${language}`)
    expect(await faultsOf(utility)).toEqual([])
    await dialog(utility).getByRole('button', { name: words.back, exact: true }).click()
    await part(utility).getByRole('button', { name: words.prolong, exact: true }).click()
    await dialog(utility).getByLabel(words.days).fill('5')
    await dialog(utility).getByTestId('amendment-price').getByRole('table').waitFor()
    await dialog(utility).getByLabel(words.reason).fill('Rock in half of the route')
    await keep(utility, `extension-form-${language}`)
    expect(await faultsOf(utility)).toEqual([])
    await dialog(utility).getByRole('button', { name: words.send, exact: true }).click()
    await part(utility).getByText(words.waits, { exact: true }).waitFor()
    await part(utility).getByRole('article', { name: words.fee, exact: true }).waitFor()
    await keep(utility, `extension-fee-${language}`)
    await payFee(office, id)
    await see(office, id)
    await part(office).getByRole('button', { name: words.accept, exact: true }).scrollIntoViewIfNeeded()
    await office.emulateMedia({ colorScheme: 'dark' })
    await keep(office, `extension-decision-${language}-dark`)
    expect(await faultsOf(office)).toEqual([])
    await office.emulateMedia({ colorScheme: 'light' })
    await part(office).getByRole('button', { name: words.accept, exact: true }).click()
    await dialog(office).getByRole('button', { name: words.accept, exact: true }).click()
    await part(office).getByText(words.once).waitFor()
    await keep(office, `extension-granted-${language}`)
  })

  it('whom a proposal concerns reads it and objects, and the office finds it in its queue and goes on', async () => {
    const spot = spots()
    const period = { start: await dayFrom(utility, 60), end: await dayFrom(utility, 70) }
    await planWorks(other, { title: `Main ${run} ${language}`, spot, period })
    const id = await plan('Link')
    for (const [page, event] of [[utility, 'submit'], [office, 'approve']] as const) await happen(page, id, event) // biome-ignore format: one line
    await payFee(office, id)
    await happen(office, id, 'grant')
    const [lng, lat] = placeOf(spot)
    const route = { type: 'LineString', coordinates: [[lng, lat], [lng + 0.0015, lat]] } // biome-ignore format: one line
    const { version } = await asked<{ version: number }>(utility, 'GET', `/api/works/${id}`)
    const proposal = { version, reason: 'Another owner on the way', route }
    await asked(utility, 'POST', `/api/works/${id}/amendments`, proposal)
    await other.goto(`${address}/consultations?lang=${language}&sel=${id}`)
    await part(other).getByRole('article', { name: words.amendment }).waitFor()
    await part(other).getByRole('radio', { name: words.object, exact: true }).check()
    await part(other).getByLabel(words.why).fill('Our main lies there')
    await keep(other, `proposal-asked-${language}`)
    expect(await faultsOf(other)).toEqual([])
    await part(other).getByRole('button', { name: words.answer, exact: true }).click()
    await part(other).locator('[data-testid=consultation][data-answer=object]').waitFor()
    await office.goto(`${address}/reviews?lang=${language}&q=${run}`)
    const row = office.locator(`[data-review="${id}"]`)
    await row.getByText(words.kind, { exact: true }).waitFor()
    await keep(office, `proposal-queue-${language}`)
    expect(await faultsOf(office)).toEqual([])
    await row.getByRole('button').click()
    await part(office).getByRole('button', { name: words.overrule, exact: true }).click()
    await dialog(office).getByLabel(words.reason).fill('The main lies deeper')
    await dialog(office).getByRole('button', { name: words.overrule, exact: true }).click()
    await part(office).locator('.overruled', { hasText: 'The main lies deeper' }).waitFor()
    await keep(office, `proposal-overruled-${language}`)
  })

  it('the office cancels the works of somebody else, and says why', async () => {
    const id = await plan('Duct')
    await see(office, id)
    await office.locator('.drawer-actions').getByRole('button', { name: words.cancel, exact: true }).click()
    const act = dialog(office).getByRole('button', { name: words.cancel, exact: true })
    expect(await act.isDisabled()).toBe(true)
    await dialog(office).getByLabel(words.whyCancel).fill('The street is closed to works')
    await keep(office, `cancel-${language}`)
    expect(await faultsOf(office)).toEqual([])
    await act.click()
    await office.locator('.life-steps [aria-current=step]', { hasText: words.cancelled }).waitFor()
  })
})
