import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('moved-on')

const texts = {
  ar: { edit: 'تعديل', save: 'حفظ التعديل', adopt: 'الأخذ بالنسخة الأحدث والمتابعة', description: 'الوصف', amend: 'تعديل الطلب', reason: 'السبب', width: 'عرض الخندق (م)', back: 'رجوع', amendment: 'التعديل 1', traffic: 'الإغلاق والتحويلات', closure: 'ما يُغلق من الطريق' },
  en: { edit: 'Change', save: 'Save the change', adopt: 'Take over the newer version and go on', description: 'Description', amend: 'Amend the application', reason: 'Reason', width: 'Trench width (m)', back: 'Back', amendment: 'Amendment 1', traffic: 'Closure and diversions', closure: 'Road closure' },
} as const // biome-ignore format: a table

interface Stood {
  version: number
  title: string
  description: string | null
  trenchWidthMetres: number | null
}

describe.each(['ar', 'en'] as const)('a works that others change while one writes, in %s', (language) => {
  const words = texts[language]
  const people: Watched[] = []
  let page: Page
  let office: Page
  const open = async (account: string): Promise<Page> => {
    const watched = await openAs(browser, account)
    people.push(watched)
    return watched.page
  }
  beforeAll(async () => {
    page = await open('electricity@demo')
    office = await open('planner@demo')
  })
  afterAll(async () => {
    for (const one of people) await one.page.context().close()
  })

  const stood = (id: string) => asked<Stood>(office, 'GET', `/api/works/${id}`)
  const planned = async (title: string) => {
    const period = { start: await dayFrom(page, 9), end: await dayFrom(page, 18) }
    return (await planWorks(page, { title: `${title} ${run} ${language}`, spot: spots(), period })).id
  }
  const notice = () => page.getByTestId('moved-on')
  const keepNarrow = async (name: string) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `${name}-390`)
    await isWide(page, 390)
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  it('says what they changed, and stores what was written over it', async () => {
    const id = await planned('Feeder')
    await page.goto(`${address}/?lang=${language}&sel=${id}`)
    await page.getByRole('button', { name: words.edit, exact: true }).click()
    await page.locator('input[name=title]').fill(`Mine ${run} ${language}`)
    const { version } = await stood(id)
    await asked(office, 'PATCH', `/api/works/${id}`, { version, description: 'Beside the school' })
    await notice().getByText('Beside the school').waitFor()
    const save = page.getByRole('button', { name: words.save, exact: true })
    expect(await save.isDisabled()).toBe(true)
    await keep(page, `moved-on-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await keepNarrow(`moved-on-${language}`)
    await notice().getByRole('button', { name: words.adopt, exact: true }).click()
    expect(await page.locator('textarea').first().inputValue()).toBe('Beside the school')
    expect(await page.locator('input[name=title]').inputValue()).toBe(`Mine ${run} ${language}`)
    await save.click()
    await page.getByRole('button', { name: words.edit, exact: true }).waitFor()
    expect(await stood(id)).toMatchObject({ title: `Mine ${run} ${language}`, description: 'Beside the school' })
  })

  it('keeps a closure that is being written, and stores it over what they changed', async () => {
    const id = await planned('Duct')
    await page.goto(`${address}/?lang=${language}&sel=${id}`)
    await page.getByRole('button', { name: words.traffic, exact: true }).click()
    await page.getByLabel(words.closure).selectOption('full')
    const { version } = await stood(id)
    await asked(office, 'PATCH', `/api/works/${id}`, { version, description: 'Beside the mosque' })
    await notice().getByText('Beside the mosque').waitFor()
    await keep(page, `moved-on-traffic-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await notice().getByRole('button', { name: words.adopt, exact: true }).click()
    expect(await page.getByLabel(words.closure).inputValue()).toBe('full')
    await page.getByRole('button', { name: words.save, exact: true }).click()
    await page.getByRole('button', { name: words.traffic, exact: true }).waitFor()
    expect(await stood(id)).toMatchObject({ closure: 'full', description: 'Beside the mosque' })
  })

  it('keeps an amendment that is being written, also where its dialog is left and opened again', async () => {
    const id = await planned('Cable')
    const before = await stood(id)
    await asked(page, 'POST', `/api/works/${id}/events`, { event: 'submit', version: before.version })
    await page.goto(`${address}/?lang=${language}&sel=${id}`)
    const opener = page.locator('.application').getByRole('button', { name: words.amend, exact: true })
    const dialog = page.getByRole('dialog')
    await opener.click()
    await dialog.getByLabel(words.width).fill('3')
    await dialog.getByLabel(words.reason).fill('Two cables more')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await opener.click()
    expect(await dialog.getByLabel(words.reason).inputValue()).toBe('Two cables more')
    const { version } = await stood(id)
    const end = await dayFrom(office, 20)
    const start = await dayFrom(office, 9)
    await asked(office, 'POST', `/api/works/${id}/amendments`, { version, reason: 'Later', period: { start, end } })
    await notice().waitFor()
    await keep(page, `moved-on-amendment-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await keepNarrow(`moved-on-amendment-${language}`)
    await notice().getByRole('button', { name: words.adopt, exact: true }).click()
    await dialog.getByRole('button', { name: words.amend, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await stood(id)).toMatchObject({ trenchWidthMetres: 3, period: { start, end } })
  })
})
