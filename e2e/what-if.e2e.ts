import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conflict } from '../server/coordination/contract.ts'
import { mayChange, mayMove } from '../server/works/rules.ts'
import { dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const texts = {
  ar: { gone: 'يزول', later: 'تأخير 7 أيام', save: 'حفظ الموعد', discard: 'ترك التجربة', only: 'لا يحفظ الموعد إلا', arising: 'تعارضات جديدة', days: 'أيام الحفر', street: 'حسب الشارع', keys: 'التنقل بالمفتاحين J و K', left: 'لا يوجد هذا التعارض' },
  en: { gone: 'clears', later: '7 days later', save: 'Save these dates', discard: 'Discard the trial', only: 'Only', arising: 'New conflicts', days: 'Days on the street', street: 'By street', keys: 'Press J and K to move', left: 'no such conflict in the register' },
} as const // biome-ignore format: a table

/** A clash that moving works A clears, whose works A may be changed. */
async function clashOf(page: Page, fits: (one: Conflict) => boolean): Promise<Conflict> {
  const { items } = (await (await page.request.get(`${address}/api/conflicts?kind=clash&limit=500`)).json()) as {
    items: Conflict[]
  }
  const found = items.find(fits)
  if (!found) throw new Error('no such conflict in the demo city')
  return found
}

/** Watches the list while it is sorted anew: whether it dims within half a second, and street heads over rows not yet sorted. */
async function flickerOf(page: Page) {
  await page.evaluate(() => {
    const seen = { dimmed: false, headsBefore: 0, busySince: 0 }
    const look = () => {
      const list = document.querySelector('.rows')
      const isBusy = list?.getAttribute('aria-busy') === 'true'
      seen.busySince = isBusy ? seen.busySince || performance.now() : 0
      const isSoon = performance.now() - seen.busySince < 500
      if (list && isBusy && isSoon && Number(getComputedStyle(list).opacity) < 1) seen.dimmed = true
      if (isBusy) seen.headsBefore = Math.max(seen.headsBefore, document.querySelectorAll('.street-head').length)
      requestAnimationFrame(look)
    }
    look()
    Object.assign(window, { seen })
  })
  return () => page.evaluate(() => (window as unknown as { seen: { dimmed: boolean; headsBefore: number } }).seen)
}

const isFree = ({ worksA, worksB, clears }: Conflict) =>
  Boolean(clears?.laterDays) && mayChange({ status: worksA.status as 'planned' }) && mayMove(worksB.status)

describe.each(['ar', 'en'] as const)('what if, in %s', (language) => {
  const words = texts[language]
  const open = async (page: Page, { id }: Conflict) => {
    await page.goto(`${address}/conflicts?lang=${language}&sel=${id}`)
    await page.locator('[data-testid=what-if] .day-input').first().waitFor()
  }
  const outcome = (page: Page) => page.locator('[data-testid=outcome]')
  const startOf = (page: Page) => page.locator('[data-testid=what-if] .day-input input').first().inputValue()

  it('tries other dates by buttons, typed days and by dragging, says what comes of them, and saves', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const conflict = await clashOf(page, isFree)
    await open(page, conflict)
    await page.locator('[data-testid=what-if] .segmented button', { hasText: 'A' }).click()
    const before = conflict.worksA.period.start.split('-').reverse().join('/')
    await expect.poll(() => startOf(page)).toBe(before)
    await page.locator('.shift-days button', { hasText: words.later }).click()
    await outcome(page).waitFor()
    await expect.poll(() => startOf(page)).not.toBe(before)
    expect(await outcome(page).textContent()).toContain(words.arising)
    expect(await outcome(page).textContent()).toContain(words.days)
    await page.getByRole('button', { name: words.discard }).click()
    await outcome(page).waitFor({ state: 'detached' })
    await expect.poll(() => startOf(page)).toBe(before)

    const bar = await page.locator('[data-testid=tried-bar]').boundingBox()
    if (!bar) throw new Error('no bar')
    const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + (language === 'ar' ? -40 : 40), y, { steps: 4 })
    await page.mouse.up()
    await outcome(page).waitFor()
    const iso = (typed: string) => typed.split('/').reverse().join('-')
    await expect.poll(async () => iso(await startOf(page)) > iso(before)).toBe(true)
    await page.getByRole('button', { name: words.discard }).click()

    // the shift that is said to clear it does
    await page.locator('[data-testid=what-if] .clears button').last().click()
    await outcome(page).locator('[data-fate=gone]', { hasText: words.gone }).first().waitFor()
    await mapIdle(page)
    await keep(page, `what-if-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: words.save }).click()
    await page.getByText(words.left).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('lets an agency try the works of another, and says who could save', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'water@demo')
    const { user } = (await (await page.request.get(`${address}/api/session`)).json()) as { user: { agencyId: string } }
    const conflict = await clashOf(
      page,
      (one) => mayMove(one.worksA.status) && ![one.worksA.agencyId, one.worksB.agencyId].includes(user.agencyId),
    )
    await open(page, conflict)
    await page.locator('.shift-days button', { hasText: words.later }).click()
    await outcome(page).waitFor()
    await page.locator('[data-testid=what-if]', { hasText: words.only }).waitFor()
    expect(await page.getByRole('button', { name: words.save }).count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('ranks conflicts in columns or street by street, and J, K and Enter lead through them', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const [from, to] = [await dayFrom(page, -180), await dayFrom(page, 365)]
    await page.goto(`${address}/conflicts?lang=${language}&from=${from}&to=${to}`)
    const rows = page.locator('[data-conflict] > button')
    await rows.nth(5).waitFor()
    await mapIdle(page)
    await keep(page, `conflicts-${language}`)
    expect(await faultsOf(page)).toEqual([])
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('[data-conflict]')?.getAttribute('data-conflict'))
    const idOf = (place: number) => page.locator('[data-conflict]').nth(place).getAttribute('data-conflict')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focused()).toBe(await idOf(1))
    await page.keyboard.press('k')
    expect(await focused()).toBe(await idOf(0))
    await page.keyboard.press('Enter')
    await page.locator('.drawer .finding').waitFor()
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.searchParams.get('sel') !== null)
    const second = await idOf(1)
    await page.waitForFunction((id) => new URL(window.location.href).searchParams.get('sel') === id, second)
    await page.keyboard.press('Escape')
    await page.locator('.drawer').waitFor({ state: 'detached' })
    const flicker = await flickerOf(page)
    await page.getByRole('button', { name: words.street, exact: true }).click()
    await page.locator('.rows[aria-busy=false] .street-head').first().waitFor()
    // it may only dim where the answer lets wait
    const { dimmed, headsBefore } = await flicker()
    expect(dimmed).toBe(false)
    expect(headsBefore).toBe(0)
    await page.getByLabel(words.keys).uncheck()
    await page.locator('body').press('j')
    expect(await focused()).toBeUndefined()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
