import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { way: 'وسط الخريطة', second: 'بقيت نقطة' },
  en: { way: 'Cross-hair', second: '1 point to go' },
} as const

/** What can be pressed in the middle of an element, and how the cross lies between the bar above and the sheet below it. */
async function crossOf(page: Page) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))))
  return page.evaluate(() => {
    const box = (selector: string) => (document.querySelector(selector) as Element).getBoundingClientRect()
    const [cross, button] = [box('.cross-hair > svg'), box('.cross-hair > button')]
    const hit = document.elementFromPoint(button.x + button.width / 2, button.y + button.height / 2)
    const onMap = document.elementFromPoint(cross.x + cross.width / 2, cross.y + cross.height / 2)
    return {
      isPressable: hit?.closest('.cross-hair > button') !== null,
      isOnMap: onMap?.closest('.map') !== null,
      middle: cross.y + cross.height / 2,
      free: [box('.draw-bar').bottom, box('.drawer.sheet').top] as const,
      isWhole: button.left >= 0 && button.right <= window.innerWidth && button.height >= 44,
    }
  })
}

describe.each(['ar', 'en'] as const)('the cross-hair on a phone, in %s', (language) => {
  it.each([
    [390, 844],
    [320, 640],
  ])('stands in the part of the map that can be seen, at %i × %i', async (width, height) => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width, height },
      isMobile: true,
      hasTouch: true,
    })
    await signIn(page, 'water@demo')
    await page.goto(`${address}/draw?lang=${language}`)
    await page.locator('.draw-bar').waitFor()
    await mapIdle(page)
    await page.getByRole('button', { name: words[language].way, exact: true }).tap()
    await page.locator('.cross-hair').waitFor()
    await mapIdle(page)
    for (const sheet of ['peek', 'half']) {
      if (sheet === 'half') await page.locator('.sheet-grip button').last().tap()
      await page.locator(`.drawer[data-stop=${sheet}]`).waitFor()
      await expect.poll(async () => (await crossOf(page)).isPressable).toBe(true)
      const { free, middle, isOnMap, isWhole } = await crossOf(page)
      expect([isOnMap, isWhole]).toEqual([true, true])
      expect(Math.abs(middle - (free[0] + free[1]) / 2)).toBeLessThan(2)
      await keep(page, `cross-hair-${language}-${width}-${sheet}`)
    }
    await page.locator('.cross-hair button').tap()
    await page.locator('.draw-facts', { hasText: words[language].second }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
