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
    leftOut: 'الجهة التي لا تُدعى لا ترى الاجتماع',
    alsoAsk: 'دعوة جهة أخرى',
    beside: 'شركة الأملاك التجريبية',
    elsewhere: 'ومكتب التنسيق فيها هو الذي يدعو إلى الاجتماع عليها',
    moved: 'سجّل شخص آخر نتيجة هذا البند بعد أن فتحته',
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
    settled: /^تسجيل استكماله/,
    settledHow: 'كيف استُكمل',
    saveSettled: 'حفظ الاستكمال',
    unsettle: /^التراجع عن تسجيل الاستكمال/,
  },
  en: {
    call: 'Call a meeting',
    leftOut: 'An agency that is not asked sees neither',
    alsoAsk: 'Ask another organisation',
    beside: 'Demo Property Company',
    elsewhere: 'its coordination office calls meetings on it',
    moved: 'Somebody else noted the outcome of this item after you opened it',
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
    settled: /^Note that it was settled/,
    settledHow: 'How it was settled',
    saveSettled: 'Save that it was settled',
    unsettle: /^Take back that it was settled/,
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
    const asking = dialog.locator('.meeting-asked')
    const chosen = asking.locator('input[type=checkbox]:enabled')
    await chosen.last().uncheck()
    await asking.getByText(words.leftOut).waitFor()
    await keep(office, `meeting-call-left-out-${lang}`)
    await chosen.last().check()
    await asking.getByLabel(words.alsoAsk, { exact: true }).selectOption({ label: words.beside })
    await asking.getByRole('checkbox', { name: words.beside }).waitFor()
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `meeting-call-${lang}`)
    await office.setViewportSize({ width: 390, height: 844 })
    await keep(office, `meeting-call-${lang}-390`)
    await office.setViewportSize({ width: 1440, height: 900 })
    await dialog.getByRole('button', { name: words.call, exact: true }).click()
    await office.waitForURL((url) => url.pathname === '/office/meetings' && url.searchParams.has('sel'))
    const id = new URL(office.url()).searchParams.get('sel') as string
    await office.locator(`[data-meeting="${id}"] .meeting-item`).first().waitFor({ state: 'attached' })
    const frozen = await office.locator('.meeting-item').evaluateAll((all) => all.map((one) => one.getAttribute('data-item'))) // biome-ignore format: one line
    expect(frozen).toEqual(numbers)
    await office.locator('.meeting-invited', { hasText: words.beside }).waitFor()
    await keep(office, `meeting-invited-${lang}`)

    // a case that was on it leads to its item, with what came of it
    const coordinated = office.locator('[data-point=cases] .meeting-item').first()
    const onAgenda = Number(await coordinated.getAttribute('data-item'))
    const caseId = new URL((await coordinated.locator('strong a').getAttribute('href')) as string, address).searchParams.get('sel') // biome-ignore format: one line
    const settled = { revision: 0, outcome: 'agreed', words: 'Both dig in one trench.' }
    await asked(office, 'PATCH', `/api/meetings/${id}/items/${onAgenda}`, settled)
    await office.goto(`${address}/cases?lang=${lang}&sel=${caseId}`)
    const led = office.locator('.meetings-of-case li', { hasText: settled.words })
    await led.first().scrollIntoViewIfNeeded()
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `case-on-meeting-${lang}`)
    await led.locator(`a[href*="${id}"]`).click()
    await office.waitForURL((url) => url.pathname === '/office/meetings' && url.hash === `#item-${onAgenda}`)
    await office.locator(`#item-${onAgenda}`).getByText(settled.words).waitFor()
    await keep(office, `meeting-item-named-${lang}`)

    const conflict = office.locator('[data-point=conflicts] .meeting-item').first()
    const colleague = await open('planner@demo')
    await colleague.goto(`${address}/office/meetings?lang=${lang}&view=list&sel=${id}`)
    await colleague.locator('[data-point=conflicts] .meeting-item').first().getByRole('button', { name: words.note }).click() // biome-ignore format: one line
    await colleague.getByRole('dialog').getByLabel(words.outcome, { exact: true }).selectOption('no_action')
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
    // who was at it meanwhile reads what was noted, and has lost nothing
    await colleague.getByRole('dialog').getByText(words.moved).waitFor()
    await colleague.getByRole('dialog').getByText(said).waitFor()
    expect(await colleague.getByRole('dialog').getByLabel(words.outcome, { exact: true }).inputValue()).toBe('no_action') // biome-ignore format: one line
    expect(await faultsOf(colleague)).toEqual([])
    await keep(colleague, `meeting-outcome-moved-${lang}`)

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

    // beneath the closed minutes the office notes how it was settled
    await conflict.getByRole('button', { name: words.settled }).click()
    const how = `They were moved ${Date.now()}`
    await dialog.getByLabel(words.settledHow, { exact: true }).fill(how)
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `meeting-settling-${lang}`)
    await dialog.getByRole('button', { name: words.saveSettled, exact: true }).click()
    await conflict.getByText(how).waitFor()
    await conflict.getByRole('button', { name: words.unsettle }).waitFor()
    expect(await faultsOf(office)).toEqual([])
    await keep(office, `meeting-settled-${lang}`)

    const power = await open('electricity@demo')
    await power.goto(`${address}/notifications?lang=${lang}`)
    await power.locator(`.notice-row a[href*="${id}"]`, { hasText: words.notice }).click()
    await power.waitForURL((url) => url.pathname === '/office/meetings')
    await power.locator('.meeting-item').getByText(said).waitFor({ state: 'attached' })
    await power.locator('.meeting-item').getByText(how).waitFor({ state: 'attached' })
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

  it('is called by the office that holds most of its ground, and others read whose that is', async () => {
    const town = await open('municipality@demo')
    const ground = encodeURIComponent('46.60,24.55;46.61,24.55;46.61,24.56')
    await town.goto(`${address}/office/meeting?lang=${lang}&view=list&ground=${ground}`)
    await town.getByText(texts[lang].elsewhere).waitFor()
    expect(await town.getByRole('button', { name: texts[lang].call, exact: true }).count()).toBe(0)
    expect(await faultsOf(town)).toEqual([])
    await keep(town, `meeting-elsewhere-${lang}`)
  })
})
