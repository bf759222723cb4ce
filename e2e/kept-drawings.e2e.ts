import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './axe.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { coordinates: 'الإحداثيات', add: 'إضافة النقاط', left: 'رسومات لم تُحفظ بعد', goOn: 'متابعة', remove: 'حذف', keepIt: 'إبقاء الرسم', points: { 2: 'نقطتان', 3: '3 نقاط' } },
  en: { coordinates: 'Coordinates', add: 'Add the points', left: 'Drawings not saved yet', goOn: 'Continue', remove: 'Delete', keepIt: 'Keep the drawing', points: { 2: '2 points', 3: '3 points' } },
} as const // biome-ignore format: a table

async function opened(page: Page, language: 'ar' | 'en'): Promise<Page> {
  await page.goto(`${address}/draw?lang=${language}`)
  await page.locator('.draw-bar').waitFor()
  await mapIdle(page)
  return page
}

const windowOf = async (context: BrowserContext, language: 'ar' | 'en') => opened(await context.newPage(), language)
const titleIn = (page: Page) => page.locator('input[name=title]')
const factsOf = async (page: Page) => (await page.locator('.draw-facts').textContent())?.split(' · ')[0]

describe.each(['ar', 'en'] as const)('kept drawings, in %s', (language) => {
  const said = words[language]
  const draw = async (page: Page, title: string, points: 2 | 3) => {
    await page.getByRole('button', { name: said.coordinates, exact: true }).click()
    const places = ['20.351, 50.15', '20.352, 50.151', '20.353, 50.151'].slice(0, points)
    await page.locator('.way textarea').fill(places.join('\n'))
    await page.getByRole('button', { name: said.add }).click()
    await titleIn(page).fill(title)
    await page.locator('.draw-facts', { hasText: said.points[points] }).waitFor()
  }

  it('are one for each window, and offered to the next once their window is closed', async () => {
    const { page: first, complaints } = await openPage(browser)
    await signIn(first, 'water@demo')
    await opened(first, language)
    const context = first.context()
    const second = await windowOf(context, language)
    // before anything is drawn, and while both are open, nothing is offered
    await draw(first, 'خط الشارع الأول', 2)
    await draw(second, 'خط الشارع الثاني', 3)
    for (const page of [first, second]) await opened(page, language)
    expect([await titleIn(first).inputValue(), await factsOf(first)]).toEqual(['خط الشارع الأول', said.points[2]])
    expect([await titleIn(second).inputValue(), await factsOf(second)]).toEqual(['خط الشارع الثاني', said.points[3]])
    expect(await second.locator('.left-behind').count()).toBe(0)

    await second.close()
    const third = await windowOf(context, language)
    const left = third.getByRole('region', { name: said.left })
    await left.getByText('خط الشارع الثاني').first().waitFor()
    expect(await left.locator('li').count()).toBe(1)
    expect(await titleIn(third).inputValue()).toBe('')
    await keep(third, `drawings-left-${language}`)
    expect(await faultsOf(third)).toEqual([])
    await third.setViewportSize({ width: 390, height: 844 })
    await keep(third, `drawings-left-${language}-phone`)
    await third.setViewportSize({ width: 1440, height: 900 })
    await titleIn(third).fill('كلمات بلا رسم')
    await left.getByRole('button', { name: said.goOn }).click()
    await third.locator('.draw-facts', { hasText: said.points[3] }).waitFor()
    expect(await titleIn(third).inputValue()).toBe('خط الشارع الثاني')
    // what was turned away from is offered in its turn
    await left.getByText('كلمات بلا رسم').first().waitFor()
    expect([await titleIn(first).inputValue(), await factsOf(first)]).toEqual(['خط الشارع الأول', said.points[2]])

    await left.getByRole('button', { name: said.remove }).click()
    const question = third.getByRole('dialog')
    await question.getByRole('button', { name: said.keepIt }).click()
    expect(await left.locator('li').count()).toBe(1)
    await left.getByRole('button', { name: said.remove }).click()
    await question.getByRole('button', { name: said.remove }).click()
    await left.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('hold words that were written before any point', async () => {
    const { page } = await openPage(browser)
    await signIn(page, 'water@demo')
    await opened(page, language)
    await titleIn(page).fill('عنوان قبل الرسم')
    await opened(page, language)
    expect(await titleIn(page).inputValue()).toBe('عنوان قبل الرسم')
    // emptied again there is nothing to keep
    await titleIn(page).fill('')
    await page.waitForFunction(() => !Object.keys(localStorage).some((name) => name.startsWith('nasaq.draft.')))
    await page.context().close()
  })

  // only a secure connection has locks that tell one window of the other
  it.each([true, false])('are not shared by a window that was doubled, with locks: %s', async (withLocks) => {
    const { page } = await openPage(browser)
    if (!withLocks) await page.context().addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
    await signIn(page, 'water@demo')
    await opened(page, language)
    expect(await page.evaluate(() => 'locks' in navigator)).toBe(withLocks)
    await draw(page, 'رسم النافذة الأولى', 2)
    const [doubled] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate((url) => void window.open(url), page.url()),
    ])
    await doubled.locator('.draw-bar').waitFor()
    expect(await titleIn(doubled).inputValue()).toBe('')
    await titleIn(doubled).fill('رسم النافذة الثانية')
    await opened(page, language)
    expect(await titleIn(page).inputValue()).toBe('رسم النافذة الأولى')
    await page.context().close()
  })
})
