import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, isWide, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const spots = groundOf('diversion')
const lineFrom = ([lng, lat]: readonly [number, number]) => ({
  type: 'LineString',
  coordinates: [[lng, lat], [lng + 0.0015, lat]],
}) // biome-ignore format: one line

interface Stored {
  id: string
  number: string
}

async function plan(page: Page, more: object): Promise<Stored> {
  const period = { start: await dayFrom(page, 30), end: await dayFrom(page, 45) }
  const usual = { title: 'Works', category: 'planned', utility: 'electricity', period, status: 'planned' }
  return asked<Stored>(page, 'POST', '/api/works', { ...usual, ...more })
}

/** On a phone and at the narrowest that pages flow to, in the dark. */
async function asItLooks(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  await isWide(page, 320)
  await page.setViewportSize({ width: 390, height: 844 })
  await keep(page, `${name}-phone-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

describe('closures and diversions', () => {
  it('are written without a pointer, and meet a closure while they are drawn', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'electricity@demo')
    const [lng, lat] = placeOf(spots())
    await plan(page, { title: 'عمل يغلق الطريق', route: lineFrom([lng, lat + 0.002]), closure: 'full' })
    const works = await plan(page, { title: 'عمل له تحويلة', route: lineFrom([lng, lat]) })
    await page.goto(`${address}/?lang=ar&sel=${works.id}`)
    await page.getByRole('button', { name: 'الإغلاق والتحويلات' }).click()
    await page.getByLabel('ما يُغلق من الطريق').selectOption('full')
    await page.getByText('لا يقع العمل على شارع مسجل').waitFor()
    await page.getByRole('button', { name: 'إضافة تحويلة' }).click()
    await page
      .getByRole('radio', { name: 'الإحداثيات' })
      .or(page.getByText('الإحداثيات', { exact: true }))
      .first()
      .click()
    const places = [[lat, lng - 0.001], [lat + 0.002, lng - 0.001], [lat + 0.002, lng + 0.0025]] // biome-ignore format: one line
    await page.getByLabel('نقاط أخرى، نقطة في كل سطر').fill(places.map((place) => place.join(', ')).join('\n'))
    await page.getByRole('button', { name: 'إضافة النقاط' }).click()
    await page.locator('.draw-bar').getByRole('button', { name: 'إنهاء' }).click()
    await page.locator('.drawer h1').click()
    await page.keyboard.press('Escape')
    const lost = page.getByRole('dialog', { name: 'الرسم لم يُحفظ بعد' })
    await keep(page, 'diversion-pen-lost')
    await lost.getByRole('button', { name: 'متابعة الرسم' }).click()
    await keep(page, 'diversion-pen')
    await page.getByRole('button', { name: 'اعتماد هذه التحويلة' }).click()
    await page.locator('[data-testid=finding]', { hasText: 'إغلاق على تحويلة' }).waitFor()
    await page.getByLabel('طوال مدة العمل').click()
    await page.locator('.live-findings[aria-busy=false]').waitFor()
    await keep(page, 'diversion-editor')
    await asItLooks(page, 'diversion-editor')
    await page.getByLabel('طوال مدة العمل').click()
    await page.getByRole('button', { name: 'حفظ التعديل' }).click()
    await page.locator('.traffic .closure[data-closure=full]').waitFor()
    await page.locator('.traffic .diversions', { hasText: 'طوال مدة العمل' }).waitFor()
    await page.locator('.drawer [data-testid=finding]', { hasText: 'إغلاق على تحويلة' }).first().waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('show the shortest way round with its extra metres, in English', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const found = await asked<{ items: { worksA: Stored; worksB: Stored; streetName: object | null }[] }>(
      page,
      'GET',
      '/api/conflicts?kind=diversion&limit=500',
    )
    const pair = found.items.find(({ streetName }) => streetName !== null)
    if (!pair) throw new Error('the demo city has no closure on a diversion')
    const sides = await Promise.all(
      [pair.worksA, pair.worksB].map(({ id }) => asked<Stored & { closure: string }>(page, 'GET', `/api/works/${id}`)),
    )
    const closing = sides.find(({ closure }) => closure === 'full') as Stored
    await page.goto(`${address}/?lang=en&sel=${closing.id}`)
    await page.locator('.traffic .closure', { hasText: 'Road closed' }).waitFor()
    await page.locator('.detour', { hasText: 'Alternative route' }).waitFor()
    expect(await page.locator('.detour').textContent()).toMatch(/Extra distance\s*\d+ m/)
    await page.locator('.drawer [data-testid=finding]', { hasText: 'Closure on a diversion' }).first().waitFor()
    await keep(page, 'detour-en')
    await asItLooks(page, 'detour')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

it('turns a stretch of a future project into a works, and each leads to the other', async () => {
  const { page, complaints } = await openPage(browser)
  await signIn(page, 'electricity@demo')
  const project = await plan(page, {
    title: 'مشروع مستقبلي',
    route: lineFrom(placeOf(spots())),
    category: 'future_project',
  })
  await page.goto(`${address}/?lang=ar&sel=${project.id}`)
  await page.locator('.project').getByRole('button', { name: 'تحويله إلى أعمال' }).click()
  await page.getByLabel('العنوان', { exact: true }).fill('الجزء الأول')
  expect(await page.getByLabel('من المتر').inputValue()).toBe('0')
  const go = page.getByRole('button', { name: 'تحويله إلى عمل' })
  await page.getByLabel('إلى المتر').fill('٠')
  expect(await go.isDisabled()).toBe(true)
  await page.getByLabel('إلى المتر').fill('60')
  await keep(page, 'project')
  await asItLooks(page, 'project')
  await go.click()
  await page.locator('.progressed').getByRole('button', { name: 'الجزء الأول' }).click()
  await page.locator('.drawer h1', { hasText: 'الجزء الأول' }).waitFor()
  await page.locator('.project').getByRole('button', { name: 'مشروع مستقبلي' }).click()
  await page.locator('.history', { hasText: 'تحوّل المشروع إلى أعمال' }).waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})
