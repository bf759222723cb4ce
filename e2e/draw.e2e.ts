import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counted, drawn, drawPoints, finish, penInHand, points } from './drawing.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('drawing a works', () => {
  it('asks a guest to sign in, and leads back', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${address}/draw?lang=ar`)
    await page.locator('.hint a').click()
    await page.waitForURL(/sign-in/)
    await page.locator('.demo button', { hasText: 'electricity@demo' }).click()
    await page.waitForURL((url) => url.pathname === '/draw')
    await page.locator('.draw-bar').waitFor()
    await page.context().close()
  })

  it('says whom it meets while it is drawn, undoes and redoes, and saves', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await signIn(page, 'electricity@demo')
    await page.goto(`${address}/?lang=ar`)
    await page.locator('.top-bar').getByRole('link', { name: 'رسم عمل جديد', exact: true }).click()
    await page.locator('.draw-bar').waitFor()
    await mapIdle(page)
    await drawPoints(page)
    await page.locator('[data-testid=finding]').first().waitFor()
    await page.waitForFunction(() =>
      document.querySelector('[data-testid=spoken-sketch]')?.textContent?.includes('النقطة 3'),
    )
    expect(await page.locator('.live-findings .tiles dd').first().textContent()).toMatch(/\d+ م/)
    await keep(page, 'draw-live')

    await page.keyboard.press('Control+z')
    await counted(page, 'نقطتان')
    await page.keyboard.press('Control+Shift+Z')
    await counted(page, '3 نقاط')
    await finish(page)
    expect(await points(page)).toContain('3 نقاط')

    const before = await page.locator('.day-field input').nth(0).inputValue()
    const shift = page.locator('[data-testid=finding] .clears .link').first()
    if (await shift.count()) {
      await shift.click()
      await page.waitForFunction(
        (value) => document.querySelector<HTMLInputElement>('.form-days input')?.value !== value,
        before,
      )
    }

    await page.locator('input[name=title]').fill('تمديد كابل تجريبي للسير')
    await page.getByRole('button', { name: 'حفظ وإعلان الخطة' }).click()
    await page.waitForURL(/sel=[0-9a-f-]{36}/)
    await page.locator('.drawer h1', { hasText: 'تمديد كابل تجريبي للسير' }).waitFor()
    await page.locator('.status-tag', { hasText: 'مخطط' }).first().waitFor()
    await mapIdle(page)
    await keep(page, 'draw-saved')
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('lets the office record for another agency', async () => {
    const { page, complaints } = await openPage(browser)
    await drawn(page, 'planner@demo')
    await page.locator('input[name=title]').fill('عمل يسجله المكتب لجهة')
    const save = page.getByRole('button', { name: 'حفظ وإعلان الخطة' })
    await page.locator('.missing', { hasText: 'اختر الجهة' }).waitFor()
    expect(await save.isDisabled()).toBe(true)
    const agency = page.getByLabel('لصالح الجهة')
    const chosen = (await agency.locator('option').nth(1).textContent()) ?? ''
    await agency.selectOption({ label: chosen })
    await save.click()
    await page.locator('.drawer h1', { hasText: 'عمل يسجله المكتب لجهة' }).waitFor()
    expect(await page.locator('.drawer-eyebrow .chip').textContent()).toBe(chosen)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leaves the calendar its keys, asks before a drawing is cleared, and has it again after leaving', async () => {
    const { page, complaints } = await openPage(browser)
    await drawn(page, 'water@demo')
    const start = page.locator('.form-days input').first()
    const before = await start.inputValue()
    await page.locator('.form-days .day-input button').first().press('Enter')
    const day = page.locator('.day-popover [role=grid] [role=button]:focus')
    const first = (await day.textContent()) ?? ''
    await page.keyboard.press('ArrowDown')
    await day.filter({ hasNotText: new RegExp(`^${first}$`) }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.day-popover').waitFor({ state: 'detached' })
    await page.waitForFunction(
      (value) => document.querySelector<HTMLInputElement>('.form-days input')?.value !== value,
      before,
    )
    await page.locator('.form-days .day-input button').first().press('Enter')
    await page.locator('.day-popover [role=grid]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.day-popover').waitFor({ state: 'detached' })
    expect(await points(page)).toContain('3 نقاط')

    const question = page.getByRole('dialog', { name: 'الرسم لم يُحفظ بعد' })
    const keepOn = question.getByRole('button', { name: 'متابعة الرسم' })
    await page.getByRole('button', { name: 'مسح', exact: true }).click()
    await keepOn.waitFor()
    await keep(page, 'draw-lose')
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'مساحة' }).click()
    await keepOn.click()
    expect(await points(page)).toContain('3 نقاط')

    await page.locator('.drawer h1').focus()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => url.pathname === '/')
    await page.goBack()
    await page.getByText('عاد رسمك السابق').waitFor()
    expect(await points(page)).toContain('3 نقاط')
    await page.reload()
    await page.getByText('عاد رسمك السابق').waitFor()
    await mapIdle(page)
    expect(await points(page)).toContain('3 نقاط')
    await keep(page, 'draw-kept')
    await page.getByRole('button', { name: 'بدء رسم جديد' }).click()
    await question.getByRole('button', { name: 'مسح', exact: true }).click()
    await page.locator('.draw-facts', { hasText: 'بقيت نقطتان' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('makes one works of a drawing whose answer was lost', async () => {
    const { page } = await openPage(browser)
    await drawn(page, 'telecom@demo')
    const title = `عمل ضاع جوابه ${Date.now()}`
    await page.locator('input[name=title]').fill(title)
    await page.route('**/api/works', async (route) => {
      await route.fetch()
      await route.abort()
    })
    const save = page.getByRole('button', { name: 'حفظ وإعلان الخطة' })
    await save.click()
    await page.locator('.drawer .failure').waitFor()
    await page.unroute('**/api/works')
    await page.locator('input[name=title]').fill(`${title} معدل`)
    await save.click()
    await page.waitForURL(/sel=[0-9a-f-]{36}/)
    await page.locator('.drawer h1', { hasText: `${title} معدل` }).waitFor()
    const total = await page.evaluate(async (q) => {
      const answer = await fetch(`/api/works?q=${encodeURIComponent(q)}`)
      return ((await answer.json()) as { total: number }).total
    }, title)
    expect(total).toBe(1)
    await page.context().close()
  })

  it('outlives the session, and is saved once its author is signed in again', async () => {
    const { page } = await openPage(browser)
    await drawn(page, 'water@demo')
    await page.locator('input[name=title]').fill('رسم أطول عمرًا من الجلسة')
    await page.context().clearCookies()
    const save = page.getByRole('button', { name: 'حفظ مسودة' })
    await save.click()
    const ended = page.getByText('انتهت جلستك')
    await ended.waitFor()
    expect(await points(page)).toContain('3 نقاط')
    await keep(page, 'draw-session-ended')
    const other = await page.context().newPage()
    await signIn(other, 'water@demo')
    await other.close()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await ended.waitFor({ state: 'detached' })
    await save.click()
    await page.locator('.drawer h1', { hasText: 'رسم أطول عمرًا من الجلسة' }).waitFor()
    await page.locator('.status-tag', { hasText: 'مسودة' }).first().waitFor()
    await page.context().close()
  })

  it('names the street that the pointer holds on to', async () => {
    const { page } = await openPage(browser)
    await penInHand(page, 'water@demo')
    const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
    if (!box) throw new Error('no map')
    const chip = page.locator('.snap-chip')
    for (let x = 0.3; x < 0.7 && (await chip.count()) === 0; x += 0.02) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * 0.55)
      await chip.waitFor({ timeout: 400 }).catch(() => undefined)
    }
    expect(await chip.textContent()).toMatch(/ملتصق بـ \S+/)
    await page.context().close()
  })
})
