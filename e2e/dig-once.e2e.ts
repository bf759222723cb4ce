import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Saved } from '../server/dig-once/contract.ts'
import type { Works } from '../server/works/contract.ts'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, forgetFailedTries, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
const people: Watched[] = []
forgetFailedTries(people)
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('dig-once')

async function open(account: string, isDrawn = false): Promise<Page> {
  const watched = await openAs(browser, account, { isDrawn })
  people.push(watched)
  return watched.page
}

/** Water's works, and one of electricity on the same ground after it. */
async function apart(water: Page, power: Page): Promise<{ ours: string; theirs: string; titles: string[] }> {
  const spot = spots()
  const titles = [`Main ${run} ${spot}`, `Feeder ${run} ${spot}`]
  const plan = async (page: Page, at: number) => {
    const period = { start: await dayFrom(page, 30 + at * 60), end: await dayFrom(page, 39 + at * 60) }
    return (await planWorks(page, { title: titles[at] as string, spot, period })).id
  }
  return { ours: await plan(water, 0), theirs: await plan(power, 1), titles }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const see = (page: Page, language: string, id: string) => page.goto(`${address}/?lang=${language}&sel=${id}`)
const savedBy = (page: Page) => asked<Saved>(page, 'GET', '/api/dig-once/saved')

describe('digging once', () => {
  let [water, power, office] = [] as unknown as [Page, Page, Page]
  beforeAll(async () => {
    water = await open('water@demo')
    power = await open('electricity@demo')
    office = await open('planner@demo', true)
  })
  afterAll(async () => {
    for (const { page } of people) await page.context().close()
  })

  it('in Arabic: an agency calls, another answers, and both are linked', async () => {
    const { ours, theirs, titles } = await apart(water, power)
    const before = await savedBy(water)
    await see(water, 'ar', ours)
    await water.getByRole('link', { name: 'عرض الفرصة' }).click()
    await water.locator('.formula summary').click()
    await water.locator('.formula-sum', { hasText: 'ر.س' }).waitFor()
    expect(await faultsOf(water)).toEqual([])
    await keep(water, 'dig-once-chance-ar')
    await button(water, 'دعوة إلى الاشتراك').click()
    await water.getByRole('dialog').getByLabel('نص الدعوة').fill('نفتح المسار مرة واحدة.')
    await button(water, 'إرسال الدعوة').click()
    await water.getByText('لم يردّ أحد بعد.').waitFor()
    const call = new URL(water.url()).searchParams.get('sel') as string

    await power.goto(`${address}/dig-once?lang=ar&tab=calls&sel=${call}`)
    await power.getByLabel('نرغب في الاشتراك').check()
    await power.getByRole('checkbox', { name: titles[1] as string }).check()
    expect(await faultsOf(power)).toEqual([])
    await button(power, 'إرسال الرد').click()
    await power.locator('.call-answer', { hasText: titles[1] as string }).waitFor()

    // told by itself
    await water.locator('.call-answer', { hasText: titles[1] as string }).waitFor()
    await button(water, 'إغلاق الدعوة').click()
    await button(water, 'ربط الأعمال').click()
    await water.getByText('انتهت الدعوة بربط أعمال').waitFor()
    await see(power, 'ar', theirs)
    await power.locator('.sharing-card', { hasText: 'خندق مشترك' }).getByText('العمل القائد').waitFor()
    await keep(power, 'dig-once-group-ar')
    // nothing is saved before both work on the same days
    expect(await savedBy(water)).toEqual(before)
    const { version } = await asked<Works>(power, 'GET', `/api/works/${theirs}`)
    const period = { start: await dayFrom(power, 30), end: await dayFrom(power, 39) }
    await asked<Works>(power, 'PATCH', `/api/works/${theirs}`, { version, period })
    const after = await savedBy(water)
    expect(after.planned.groups).toBe(before.planned.groups + 1)
    expect(after.planned.money).toBeGreaterThan(before.planned.money)
    const { items } = await asked<{ items: unknown[] }>(water, 'GET', `/api/conflicts?works=${ours}`)
    expect(items).toEqual([])
  })

  it('in English: the office proposes a link, decides it, and takes it apart again', async () => {
    const { ours, theirs, titles } = await apart(water, power)
    const before = await savedBy(office)
    await office.goto(`${address}/dig-once?lang=en`)
    await office.getByTestId('saved').waitFor()
    await office.locator('[data-cluster]').first().waitFor()
    expect(await faultsOf(office)).toEqual([])
    await keep(office, 'dig-once-list-en')
    const id = [ours, theirs].sort()[0]
    await office.goto(`${address}/dig-once?lang=en&sel=${id}`)
    await button(office, 'Propose linking').click()
    await button(office, 'Send the call').click()
    await button(office, 'Close the call').click()
    await office
      .getByRole('dialog')
      .getByLabel(titles[1] as string)
      .waitFor()
    // the root authority decides on all of them: nothing is left to others
    expect(await office.getByRole('dialog').getByText('Not to be linked here').count()).toBe(0)
    await keep(office, 'dig-once-close-en')
    expect(await faultsOf(office)).toEqual([])
    await button(office, 'Link the works').click()
    await office.getByText('The call ended with works linked').waitFor()
    expect(await savedBy(office)).toEqual(before)

    await see(office, 'en', ours)
    await button(office, 'Unlink').click()
    await office.getByLabel('Reason').fill('Their dates are fixed after all.')
    await office.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click()
    await office.getByRole('link', { name: 'Show the chance' }).waitFor()
    expect(await savedBy(office)).toEqual(before)
    for (const width of [390, 320]) {
      await office.setViewportSize({ width, height: 844 })
      await office.goto(`${address}/dig-once?lang=en`)
      await office.locator('[data-cluster]').first().waitFor()
      await isWide(office, width)
      await keep(office, `dig-once-list-${width}`)
    }
    expect(people.flatMap(({ foreign }) => foreign)).toEqual([])
  })
})
