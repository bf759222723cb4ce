import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrenchWidths } from '../server/policy/contract.ts'
import type { Works } from '../server/works/contract.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { width: 'عرض الخندق (م)', depth: 'عمق الخندق (م)', reference: 'مرجع جهتك (اختياري)', utility: 'الخدمة', method: 'طريقة التنفيذ', coordinates: 'الإحداثيات', add: 'إضافة النقاط', save: 'حفظ مسودة' },
  en: { width: 'Trench width (m)', depth: 'Trench depth (m)', reference: 'Your reference (optional)', utility: 'Utility', method: 'Method', coordinates: 'Coordinates', add: 'Add the points', save: 'Save as draft' },
} as const // biome-ignore format: a table

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

describe.each(['ar', 'en'] as const)('the width of a trench, in %s', (language) => {
  const said = words[language]

  it.each(['desktop', 'phone'] as const)('follows the kind by the rule pack until one is typed (%s)', async (size) => {
    const { page, complaints } = await openPage(browser, { viewport: sizes[size] })
    await signIn(page, 'water@demo')
    await page.goto(`${address}/draw?lang=${language}`)
    await page.locator('.draw-bar').waitFor()
    await mapIdle(page)
    const { metres, pack } = (await (await page.request.get(`${address}/api/trench-widths`)).json()) as TrenchWidths
    const field = page.getByLabel(said.width, { exact: true })
    const shown = (value: number) => expect.poll(() => field.getAttribute('placeholder')).toBe(String(value))
    await shown(metres.open_cut.water)
    await page.getByLabel(said.utility, { exact: true }).selectOption('sewer')
    await shown(metres.open_cut.sewer)
    await page.getByLabel(said.method, { exact: true }).selectOption('micro_trench')
    await shown(metres.micro_trench.sewer)
    const note = page.locator('.trench-width small')
    expect(await note.textContent()).toContain(pack[language])
    await note.scrollIntoViewIfNeeded()
    await keep(page, `trench-width-${language}-${size}`)
    await field.fill('2.5')
    expect(await note.textContent()).toBe('')
    await page.getByLabel(said.method, { exact: true }).selectOption('open_cut')
    expect(await field.inputValue()).toBe('2.5')
    await field.fill('')
    await shown(metres.open_cut.sewer)

    await page.getByRole('button', { name: said.coordinates, exact: true }).click()
    await page.locator('.way textarea').fill('20.351, 50.15\n20.352, 50.151')
    await page.getByRole('button', { name: said.add }).click()
    await page.locator('.way-points tr').nth(1).waitFor()
    await page.locator('.draw-bar .primary').click()
    await page.locator('input[name=title]').fill('عرض خندق معتاد')
    await page.getByLabel(said.depth, { exact: true }).fill('1.4')
    const reference = `${language}-${size}-${Date.now()}`
    await page.getByLabel(said.reference, { exact: true }).fill(reference)
    await page.getByRole('button', { name: said.save }).click()
    await page.waitForURL(/sel=[0-9a-f-]{36}/)
    const id = new URL(page.url()).searchParams.get('sel')
    const works = (await (await page.request.get(`${address}/api/works/${id}`)).json()) as Works
    expect(works.trenchWidthMetres).toBeCloseTo(metres.open_cut.sewer, 6)
    expect(works.trenchDepthMetres).toBeCloseTo(1.4, 6)
    expect(works.externalReference).toBe(reference)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
