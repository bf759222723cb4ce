import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, payFee, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, forgetFailedTries, isWide, keep, openAs, openBrowser, openPage, type Watched } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('permit')

const texts = {
  ar: { limit: 'حد نظامي', moreTime: 'تمديد المهلة', extended: /مُدّدت المهلة/, overrule: 'عدم الأخذ بالاعتراض', clash: 'تعارض', submit: 'تقديم الطلب', waive: 'منح استثناء من المانع', reason: 'السبب', coordination: 'قيد التنسيق', send: 'إرسال الرأي', withConditions: 'موافقة بشروط', conditions: 'اكتب الشروط', approve: 'موافقة', grant: 'إصدار الرخصة', start: 'بدء الحفر', return: 'إعادة لمقدمه', what: 'ما الذي يلزم تعديله؟', approved: 'موافق عليه', permitted: 'مرخّص', inProgress: 'جارٍ', movedOn: /تغيّرت المعاملة/, plates: 'تغطية الخندق بألواح فولاذية', both: 'الموافقة على الطلبين', taken: 'سُجّلت موافقتان', inForce: 'سارية اليوم', none: 'لا توجد رخصة بهذا الرقم', number: 'رقم الرخصة', check: 'تحقق', back: 'رجوع', own: 'شروط أخرى' },
  en: { limit: 'Limit', moreTime: 'Extend the deadline', extended: /deadline extended/, overrule: 'Overrule the objection', clash: 'Clash', submit: 'Apply for a permit', waive: 'Waive this finding', reason: 'Reason', coordination: 'In coordination', send: 'Send the answer', withConditions: 'Approval with conditions', conditions: 'Write the conditions', approve: 'Approve', grant: 'Grant the permit', start: 'Start digging', return: 'Return to applicant', what: 'What must be changed?', approved: 'Approved', permitted: 'Permitted', inProgress: 'In progress', movedOn: /changed while you worked/, plates: 'Cover the trench with steel plates', both: 'Approve 2 at once', taken: '2 approvals were recorded', inForce: 'In force today', none: 'There is no permit with this number', number: 'Permit number', check: 'Verify', back: 'Back', own: 'Other conditions' },
} as const // biome-ignore format: a table

const foot = (page: Page) => page.locator('.drawer-actions')
const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => foot(page).getByRole('button', { name, exact: true })
const standsAt = (page: Page, status: string) =>
  page.locator('.life-steps [aria-current=step]', { hasText: status }).waitFor()

async function waive(page: Page, words: (typeof texts)['ar' | 'en'], kind: string, why: string): Promise<void> {
  const finding = page.locator('.application [data-testid=finding]', { hasText: kind })
  await finding.getByRole('button', { name: words.waive, exact: true }).click()
  await dialog(page).getByLabel(words.reason).fill(why)
  await dialog(page).getByRole('button', { name: words.waive, exact: true }).click()
  await finding.locator('[data-standing=waived]').waitFor()
}

/** In the dark, on a phone, and at the narrowest that pages flow to. */
async function asItLooks(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await keep(page, `${name}-dark`)
  expect(await faultsOf(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  for (const [width, height] of [
    [390, 844],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height })
    await isWide(page, width)
    await keep(page, `${name}-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

describe.each(['ar', 'en'] as const)('from an application to a permit in %s', (language) => {
  const words = texts[language]
  const people: Watched[] = []
  forgetFailedTries(people)
  const open = async (account: string, map: 'drawn' | 'not drawn' = 'not drawn'): Promise<Page> => {
    const watched = await openAs(browser, account, { isDrawn: map === 'drawn' })
    people.push(watched)
    return watched.page
  }
  const see = (page: Page, id: string) => page.goto(`${address}/?lang=${language}&sel=${id}`)
  const spot = spots()
  const title = `Feeder ${run} ${language}`
  let [id, number] = ['', '']
  let utility: Page
  let other: Page
  let office: Page
  beforeAll(async () => {
    utility = await open('electricity@demo')
    other = await open('water@demo')
    office = await open('planner@demo', 'drawn')
    const period = { start: await dayFrom(utility, 0), end: await dayFrom(utility, 9) }
    await planWorks(other, { title: `Main ${run} ${language}`, spot, period })
    id = (await planWorks(utility, { title, spot, period })).id
  })
  afterAll(async () => {
    for (const { page } of people) await page.context().close()
  })

  it('says what stands against it, and is applied for once the office has waived that', async () => {
    await see(utility, id)
    await button(utility, words.submit).focus()
    await utility.keyboard.press('Enter')
    await foot(utility).locator('.against[open] li').first().waitFor()
    await keep(utility, `permit-blocked-${language}`)
    expect(await faultsOf(utility)).toEqual([])
    await see(office, id)
    await waive(office, words, words.limit, 'a burst pipe nearby')
    await button(utility, words.submit).and(utility.locator(':not([aria-disabled])')).click()
    await dialog(utility).getByRole('button', { name: words.submit }).click()
    await standsAt(utility, words.coordination)
  })

  it('is answered by who is asked, from its inbox by keys', async () => {
    await other.goto(`${address}/consultations?lang=${language}`)
    const row = other.locator('[data-testid=inbox] .row', { hasText: title })
    await row.waitFor()
    await other.locator('.rail-badge').first().waitFor()
    await keep(other, `permit-inbox-${language}`)
    expect(await faultsOf(other)).toEqual([])
    await other.keyboard.press('j')
    await other.waitForFunction(() => document.activeElement?.parentElement?.matches('[data-asked]'))
    await row.focus()
    await other.keyboard.press('Enter')
    await other.getByRole('button', { name: words.moreTime }).click()
    await dialog(other).getByLabel(words.reason).fill('our surveyor is away')
    await dialog(other).getByRole('button', { name: words.moreTime }).click()
    await other.getByText(words.extended).first().waitFor()
    await other.getByRole('button', { name: words.moreTime }).waitFor({ state: 'detached' })
    await other.getByRole('radio', { name: words.withConditions, exact: true }).check()
    await other.getByLabel(words.conditions).fill('Keep one metre from the main')
    await keep(other, `permit-answer-${language}`)
    expect(await faultsOf(other)).toEqual([])
    await other.getByRole('button', { name: words.send }).click()
    await other.locator('[data-testid=consultation][data-answer=approve_with_conditions]').waitFor()
  })

  it('is not decided in a version that nobody has seen, and what was written is kept', async () => {
    await office.goto(`${address}/reviews?lang=${language}&sort=start`)
    const review = office.locator('[data-review] .row', { hasText: title })
    await review.waitFor()
    await keep(office, `permit-reviews-${language}`)
    expect(await faultsOf(office)).toEqual([])
    await asItLooks(office, `permit-reviews-${language}`)
    await review.focus()
    await office.keyboard.press('a')
    await foot(office).locator('.against[open] li').first().waitFor()
    await keep(office, `permit-against-${language}`)
    await office.keyboard.press('r')
    await dialog(office).getByLabel(words.what).fill('the other side of the street')
    const colleague = await open('planner@demo')
    await see(colleague, id)
    await waive(colleague, words, words.clash, 'agreed between both')
    await dialog(office).getByRole('button', { name: words.return, exact: true }).click()
    await office.getByText(words.movedOn).waitFor()
    await keep(office, `permit-moved-on-${language}`)
    await button(office, words.return).click()
    expect(await dialog(office).getByLabel(words.what).inputValue()).toBe('the other side of the street')
    await dialog(office).getByRole('button', { name: words.back }).click()
  })

  it('is approved and granted with conditions, each after a look at what is decided', async () => {
    await button(office, words.approve).and(office.locator(':not([aria-disabled])')).waitFor()
    await office.keyboard.press('a')
    await dialog(office).waitFor()
    await keep(office, `permit-approve-${language}`)
    expect(await faultsOf(office)).toEqual([])
    await dialog(office).getByRole('button', { name: words.approve, exact: true }).click()
    await standsAt(office, words.approved)
    await payFee(office, id)
    await see(office, id)
    await button(office, words.grant).and(office.locator(':not([aria-disabled])')).click()
    await dialog(office).getByLabel(words.plates).check()
    await dialog(office).getByLabel(words.own).fill('No work on Friday before noon')
    await keep(office, `permit-grant-${language}`)
    expect(await faultsOf(office)).toEqual([])
    await dialog(office).getByRole('button', { name: words.grant }).click()
    await standsAt(office, words.permitted)
    await office.locator('.permit-card .conditions li').first().waitFor()
    const conditions = await office.locator('.permit-card .conditions li').allTextContents()
    expect(conditions).toHaveLength(3)
    expect(conditions).toContain('Keep one metre from the main')
    number = (await office.locator('.permit-card .id').textContent()) ?? ''
    await keep(office, `permit-granted-${language}`)
    await asItLooks(office, `permit-granted-${language}`)
  })

  it('is begun, and verified by anybody on a phone without a map', async () => {
    await button(utility, words.start).click()
    await dialog(utility).getByRole('button', { name: words.start }).click()
    await standsAt(utility, words.inProgress)
    await keep(utility, `permit-started-${language}`)
    const citizen = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true })
    people.push(citizen)
    await citizen.page.goto(`${address}/p/${number}?lang=${language}`)
    await citizen.page.locator('.permit-verdict', { hasText: words.inForce }).waitFor()
    expect(await citizen.page.locator('.conditions li').count()).toBe(3)
    expect(await citizen.page.locator('canvas').count()).toBe(0)
    await keep(citizen.page, `permit-public-${language}`)
    expect(await faultsOf(citizen.page)).toEqual([])
    await citizen.page.getByLabel(words.number).fill('KSA-P-2026-9999999')
    await citizen.page.getByRole('button', { name: words.check, exact: true }).click()
    await citizen.page.getByText(words.none).waitFor()
    await keep(citizen.page, `permit-none-${language}`)
    expect(await faultsOf(citizen.page)).toEqual([])
  })

  it('is approved with others at once, after a look at what they are', async () => {
    const period = { start: await dayFrom(utility, 30), end: await dayFrom(utility, 39) }
    // near in place and far in time: nothing stops it, and the other is asked
    const later = { start: await dayFrom(utility, 200), end: await dayFrom(utility, 209) }
    const titles = [`Duct ${run} ${language} a`, `Duct ${run} ${language} b`]
    for (const each of titles) {
      const ground = spots()
      await planWorks(other, { title: `Valve ${each}`, spot: ground, period: later })
      const duct = await planWorks(utility, { title: each, spot: ground, period })
      await asked(utility, 'POST', `/api/works/${duct.id}/events`, { event: 'submit', version: duct.version })
    }
    await other.setViewportSize({ width: 390, height: 844 })
    await other.goto(`${address}/consultations?lang=${language}&view=list`)
    for (const each of titles) await other.locator('.asked-row', { hasText: each }).getByRole('checkbox').check()
    await other.getByRole('button', { name: words.both }).click()
    expect(await dialog(other).locator('.approved-list li').count()).toBe(2)
    await keep(other, `permit-many-${language}`)
    expect(await faultsOf(other)).toEqual([])
    await isWide(other, 390)
    await dialog(other).getByRole('button', { name: words.both }).click()
    await other.getByText(words.taken).waitFor()
    await keep(other, `permit-many-taken-${language}`)
    for (const each of titles) await other.locator('.asked-row', { hasText: each }).waitFor({ state: 'detached' })
    await other.goto(`${address}/consultations?lang=${language}&tab=answered`)
    await other.locator('.asked-row', { hasText: titles[0] ?? '' }).waitFor()
  })

  it('goes on over an objection that the office has overruled, for a reason that all see', async () => {
    const ground = spots()
    const later = { start: await dayFrom(utility, 200), end: await dayFrom(utility, 209) }
    const period = { start: await dayFrom(utility, 30), end: await dayFrom(utility, 39) }
    const valve = await planWorks(other, { title: `Valve ${run} ${language} c`, spot: ground, period: later })
    const duct = await planWorks(utility, { title: `Duct ${run} ${language} c`, spot: ground, period })
    const { agencyId } = await asked<{ agencyId: string }>(other, 'GET', `/api/works/${valve.id}`)
    await asked(utility, 'POST', `/api/works/${duct.id}/events`, { event: 'submit', version: duct.version })
    const path = `/api/works/${duct.id}/consultations/${agencyId}/answer`
    await asked(other, 'POST', path, { round: 1, answer: 'object', reason: 'our main is too near' })
    await see(office, duct.id)
    await office.locator('[data-testid=consultation][data-answer=object]').waitFor()
    await office.getByRole('button', { name: words.overrule }).click()
    await dialog(office).getByLabel(words.reason).fill('two metres are enough')
    await dialog(office).getByRole('button', { name: words.overrule }).click()
    await office.locator('.overruled', { hasText: 'two metres are enough' }).waitFor()
    await button(office, words.approve).and(office.locator(':not([aria-disabled])')).waitFor()
    await keep(office, `permit-overruled-${language}`)
  })

  it('leaves nothing to complain of', { retry: 0 }, () => {
    // the version that moved on, and the permit that is not there, are answers that the browser notes
    const unexpected = people.flatMap(({ complaints }) => complaints).filter((each) => !/\b(409|404)\b/.test(each))
    expect([unexpected, people.flatMap(({ foreign }) => foreign)]).toEqual([[], []])
  })
})
