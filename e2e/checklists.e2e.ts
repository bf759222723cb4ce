import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './axe.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { backfill: 'الردم', edit: 'تعديل القائمة', down: 'إلى أسفل', note: 'ما الذي تغيّر ولماذا؟', publish: /نشر الإصدار/, add: 'إضافة بند', ar: 'النص بالعربية', en: 'النص بالإنجليزية', code: 'الرمز', versions: 'الإصدارات', old: 'إصدار سابق', item: 'عرض الحفرية' },
  en: { backfill: 'Backfill', edit: 'Edit the checklist', down: 'Move down', note: 'What changed, and why?', publish: /Publish version/, add: 'Add an item', ar: 'In Arabic', en: 'In English', code: 'Code', versions: 'Versions', old: 'An earlier version', item: 'Width of the trench' },
} as const // biome-ignore format: a table

describe.each(['ar', 'en'] as const)('checklists, in %s', (language) => {
  const said = words[language]

  it('are edited by the office, and their earlier versions stay', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'admin@demo')
    await page.goto(`${address}/checklists?lang=${language}&tab=backfill`)
    const items = page.getByTestId('checklist').locator('> li')
    await items.first().waitFor()
    const before = await items.count()
    await keep(page, `checklist-${language}`)
    expect(await faultsOf(page)).toEqual([])

    await page.getByRole('button', { name: said.edit }).click()
    const publish = page.getByRole('button', { name: said.publish })
    await page.getByRole('button', { name: said.add }).click()
    expect(await publish.isDisabled()).toBe(true)
    const fresh = page.locator('.item-fields').last()
    await fresh.getByLabel(said.ar).first().fill('عرض الحفرية')
    // named now, it stays open for what else belongs to it
    await fresh.getByLabel(said.en).first().fill('Width of the trench')
    await fresh.getByLabel(said.code).first().fill(`trench_width_${language}_${Date.now()}`)
    await fresh.getByLabel(said.ar).nth(1).fill('أضيق من المخطط')
    await fresh.getByLabel(said.en).nth(1).fill('Narrower than planned')
    await fresh.getByLabel(said.code).nth(1).fill('narrow')
    await page.getByLabel(said.note).fill('بحسب مواصفات هذا العام')
    await keep(page, `checklist-edited-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await publish.click()
    await items.getByText(said.item).first().waitFor()
    // the other language, or a first try, may have left one of that name
    await expect.poll(() => items.count()).toBe(before + 1)

    const versions = page.getByLabel(said.versions, { exact: true })
    await versions.selectOption({ index: 1 })
    await page.getByText(said.old).waitFor()
    await expect.poll(() => items.count()).toBe(before)
    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `checklist-phone-${language}`)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('are read, and not edited, by who is inspected', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'contractor@demo')
    await page.goto(`${address}/checklists?lang=${language}`)
    await page.getByTestId('checklist').locator('> li').first().waitFor()
    expect(await page.getByRole('button', { name: said.edit }).count()).toBe(0)
    await page.getByRole('button', { name: said.backfill }).click()
    await page.waitForURL(/tab=backfill/)
    await page.getByTestId('checklist').locator('> li').first().waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
