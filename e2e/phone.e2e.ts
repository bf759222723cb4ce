import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const phone = { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true }

async function boxes(page: Page) {
  return page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
    const [stage, sheet] = [box('.stage'), box('.sheet:not([inert])')]
    return { room: stage?.height ?? 0, sheet: sheet?.height ?? 0, top: sheet?.top ?? 0 }
  })
}

/** The share of the room over the time bar that the sheet takes, once it has come to rest. */
async function share(page: Page): Promise<number> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))))
  const { room, sheet } = await boxes(page)
  return sheet / room
}

describe('the sheet on a phone', () => {
  it('opens at half, and goes by button, key and finger', async () => {
    const { page, complaints } = await openPage(browser, phone)
    await page.goto(`${address}/works?lang=ar`)
    await page.locator('[data-testid=works-list] .row').first().tap()
    await page.locator('.drawer .tiles').waitFor()
    await mapIdle(page)
    expect(await share(page)).toBeCloseTo(0.5, 1)
    await keep(page, 'phone-half')

    const drawer = page.locator('.drawer')
    await drawer.getByRole('button', { name: 'تكبير اللوحة' }).tap()
    expect(await share(page)).toBeCloseTo(1, 1)
    await keep(page, 'phone-full')
    const handle = drawer.getByRole('slider', { name: 'ارتفاع اللوحة' })
    expect(await handle.getAttribute('aria-valuetext')).toBe('كامل الشاشة')
    await handle.press('Home')
    expect(await share(page)).toBeLessThan(0.25)
    expect(await drawer.locator('h1').isVisible()).toBe(true)
    expect(await drawer.locator('.tiles').isVisible()).toBe(false)
    await keep(page, 'phone-peek')

    const grip = await handle.boundingBox()
    const { room } = await boxes(page)
    if (!grip) throw new Error('no handle')
    await page.mouse.move(grip.x + grip.width / 2, grip.y + 20)
    await page.mouse.down()
    await page.mouse.move(grip.x + grip.width / 2, grip.y - room * 0.3, { steps: 6 })
    await page.mouse.up()
    expect(await share(page)).toBeCloseTo(0.5, 1)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leaves the map to the finger behind peek and half', async () => {
    const { page } = await openPage(browser, phone)
    await page.goto(`${address}/works?lang=ar`)
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    await mapIdle(page)
    const { top } = await boxes(page)
    const under = await page.evaluate((y) => document.elementFromPoint(180, y - 60)?.tagName, top)
    expect(under).toBe('CANVAS')
    expect(await page.getByRole('button', { name: 'معًا', exact: true }).getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })
})

describe.each(['ar', 'en'])('at 320 px in %s', (language) => {
  it('nothing runs out sideways, and what is pressed is large enough', async () => {
    const { page } = await openPage(browser, { ...phone, viewport: { width: 320, height: 640 } })
    for (const path of ['/', '/works', '/works?view=list', '/reports', '/reports/new', '/opportunities', '/sign-in']) {
      await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
      await page.locator('.rail').waitFor()
      await page.waitForTimeout(600)
      await keep(page, `narrow-${language}${path.replace(/\W+/g, '-')}`)
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 320])
      const out = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, a, input, select')]
          .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]'))
          .map((each) => [each, each.getBoundingClientRect()] as const)
          .filter(([, box]) => box.width > 0 && (box.left < -1 || box.right > 321))
          .map(([each]) => each.outerHTML.slice(0, 80)),
      )
      expect([path, out]).toEqual([path, []])
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.rail a, .rail button, .sheet-grip button, .presets button, .play')]
          .filter((each) => each.checkVisibility())
          .map((each) => [each.textContent, each.getBoundingClientRect()] as const)
          .filter(([, box]) => box.height < 43.5)
          .map(([text]) => text),
      )
      expect([path, small]).toEqual([path, []])
    }
    await page.context().close()
  })

  it('the room that the rail leaves out is marked on the button that holds it', async () => {
    const { page } = await openPage(browser, phone)
    await page.goto(`${address}/conflicts?lang=ar`)
    const more = page.locator('.rail').getByRole('button', { name: 'المزيد', exact: true })
    const ground = () => more.evaluate((button) => getComputedStyle(button).backgroundColor)
    await expect.poll(ground).toBe('rgba(255, 255, 255, 0.16)')
    await page.goto(`${address}/works?lang=ar`)
    await expect.poll(ground).not.toBe('rgba(255, 255, 255, 0.16)')
    await page.context().close()
  })

  it('no window of time lies over a form', async () => {
    const { page } = await openPage(browser, phone)
    await page.goto(`${address}/reports/new?lang=${language}`)
    await page.locator('.category-tiles').waitFor()
    expect(await page.locator('.time-bar').isVisible()).toBe(false)
    await page.context().close()
  })
})
