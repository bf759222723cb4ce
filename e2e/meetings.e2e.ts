import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
let people: Watched[] = []
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
afterEach(async () => {
  for (const { page, foreign, complaints } of people.splice(0)) {
    expect(foreign).toEqual([])
    expect(complaints.filter((words) => !/WebGL|webgl/.test(words))).toEqual([])
    await page.context().close()
  }
  people = []
})

const open = async (account: string): Promise<Page> => {
  const watched = await openAs(browser, account)
  people.push(watched)
  return watched.page
}

const texts = {
  ar: {
    call: 'الدعوة إلى اجتماع',
    note: /^تسجيل النتيجة/,
    outcome: 'النتيجة',
    settle: 'يُستكمل بعد الاجتماع',
    words: 'نص النتيجة',
    settler: 'الجهة التي تستكمله',
    save: 'حفظ النتيجة',
    attendance: 'الموعد والحضور',
    chair: 'رئيس الاجتماع',
    saveSitting: 'حفظ الموعد والحضور',
    present: 'حضرت',
    close: 'اعتماد المحضر',
    closed: 'المحضر معتمد',
    minutes: 'المحضر (PDF)',
    notice: 'محضر اجتماع التنسيق',
  },
  en: {
    call: 'Call a meeting',
    note: /^Note the outcome/,
    outcome: 'Outcome',
    settle: 'To be settled',
    words: 'In words',
    settler: 'Who settles it',
    save: 'Save the outcome',
    attendance: 'Day and attendance',
    chair: 'Chaired by',
    saveSitting: 'Save the day and the attendance',
    present: 'Present',
    close: 'Close the minutes',
    closed: 'Minutes closed',
    minutes: 'Minutes (PDF)',
    notice: 'Minutes of coordination meeting',
  },
} as const

describe.each(['ar', 'en'] as const)('a coordination meeting, in %s', (lang) => {
  it('is called with a frozen agenda, has minutes, and is read by those whom it concerns', async () => {
    const words = texts[lang]
    const office = await open('planner@demo')
    await office.goto(`${address}/office/meeting?lang=${lang}&view=list`)
    await office.locator('.meeting-item').first().waitFor({ state: 'attached' })
    const numbers = await office.locator('.meeting-item').evaluateAll((all) => all.map((one) => one.getAttribute('data-item'))) // biome-ignore format: one line
    await office.getByRole('button', { name: words.call, exact: true }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByRole('button', { name: words.call, exact: true }).waitFor()
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `meeting-call-${lang}`)
    await dialog.getByRole('button', { name: words.call, exact: true }).click()
    await office.waitForURL((url) => url.pathname === '/office/meetings' && url.searchParams.has('sel'))
    const id = new URL(office.url()).searchParams.get('sel') as string
    await office.locator(`[data-meeting="${id}"] .meeting-item`).first().waitFor({ state: 'attached' })
    const frozen = await office.locator('.meeting-item').evaluateAll((all) => all.map((one) => one.getAttribute('data-item'))) // biome-ignore format: one line
    expect(frozen).toEqual(numbers)

    const conflict = office.locator('[data-point=conflicts] .meeting-item').first()
    await conflict.getByRole('button', { name: words.note }).click()
    await dialog.getByLabel(words.outcome, { exact: true }).selectOption({ label: words.settle })
    const said = `Other dates ${Date.now()}`
    await dialog.getByLabel(words.words, { exact: true }).fill(said)
    const settler = dialog.getByLabel(words.settler, { exact: true })
    await settler.selectOption({ index: 1 })
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `meeting-outcome-${lang}`)
    await dialog.getByRole('button', { name: words.save, exact: true }).click()
    await conflict.getByText(said).waitFor()

    await office.locator('details', { hasText: words.attendance }).first().locator('summary').click()
    await office.getByLabel(words.chair, { exact: true }).fill('Demo planner')
    await office.locator('.meeting-attendance select').first().selectOption({ label: words.present })
    await keep(office, `meeting-sitting-${lang}`)
    await office.setViewportSize({ width: 390, height: 844 })
    await keep(office, `meeting-sitting-${lang}-390`)
    await isWide(office, 390)
    await office.setViewportSize({ width: 1440, height: 900 })
    const save = office.getByRole('button', { name: words.saveSitting, exact: true })
    await save.click()
    await expect.poll(() => save.isDisabled()).toBe(true)
    const chair = async () => (await asked<{ chair: string }>(office, 'GET', `/api/meetings/${id}`)).chair
    await expect.poll(chair).toBe('Demo planner')

    await office.getByRole('button', { name: words.close, exact: true }).click()
    await dialog.getByRole('button', { name: words.close, exact: true }).click()
    await office.locator('.tag', { hasText: words.closed }).waitFor()
    expect(await office.getByRole('button', { name: words.note }).count()).toBe(0)
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `meeting-closed-${lang}`)

    const power = await open('electricity@demo')
    await power.goto(`${address}/notifications?lang=${lang}`)
    await power.locator(`.notice-row a[href*="${id}"]`, { hasText: words.notice }).click()
    await power.waitForURL((url) => url.pathname === '/office/meetings')
    await power.locator('.meeting-item').getByText(said).waitFor({ state: 'attached' })
    await power.setViewportSize({ width: 390, height: 844 })
    await keep(power, `meeting-read-${lang}-390`)
    await isWide(power, 390)
    expect(await faultsOf(power)).toEqual([])
    const href = (await power.getByRole('link', { name: words.minutes, exact: true }).getAttribute('href')) as string
    const paper = await power.evaluate(async (url) => (await (await fetch(url)).text()).slice(0, 5), href)
    expect(paper).toBe('%PDF-')
    await power.goto(`${address}/office/meetings?lang=${lang}&view=list`)
    await power.locator(`[data-meeting-row="${id}"]`).waitFor()
    expect(await faultsOf(power)).toEqual([])
    await keep(power, `meetings-${lang}-390`)
  })
})
