import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conflict } from '../server/coordination/contract.ts'
import type { WorksSummary } from '../server/works/contract.ts'
import { faultsOf } from './axe.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { compare: 'قارن بعمل آخر', add: 'أضف عملًا آخر', remove: /أخرج/, two: 'عملان معًا', three: '3 أعمال معًا' },
  en: { compare: 'Compare with other works', add: 'Add other works', remove: /^Take “/, two: '2 works side by side', three: '3 works side by side' }, // biome-ignore format: one line
} as const

const list = <T>(page: Page, path: string) =>
  page.evaluate(async (asked) => ((await (await fetch(asked)).json()) as { items: unknown[] }).items, path) as Promise<
    T[]
  >

const bothWays = [() => true, () => false] as const

/** Chooses what lies nearest to the middle of the map while Shift is held. */
async function addAtMiddle(page: Page): Promise<void> {
  const canvas = page.locator('canvas.maplibregl-canvas')
  const box = await canvas.boundingBox()
  if (!box) throw new Error('no map')
  for (let away = 0; away <= 28; away += 2)
    for (const [across, down] of [
      [away, 0],
      [-away, 0],
      [0, away],
      [0, -away],
    ] as const) {
      const place = { x: box.x + box.width / 2 + across, y: box.y + box.height / 2 + down }
      await page.mouse.move(place.x, place.y, { steps: 2 })
      await page.waitForTimeout(80)
      if ((await canvas.evaluate(({ style }) => style.cursor)) !== 'pointer') continue
      await page.keyboard.down('Shift')
      await page.mouse.click(place.x, place.y)
      await page.keyboard.up('Shift')
      // the cursor may be that of the place before: whatever comes of a click says that something lay there
      const came = page.locator('.chooser, .chosen-row').first()
      if (await came.waitFor({ timeout: 8_000 }).then(...bothWays)) return
    }
  throw new Error('nothing to choose')
}

/** Metres between two works, near enough. */
function apart(one: WorksSummary, other: WorksSummary): number {
  const [across, up] = [0, 1].map((at) => ((one.centre[at] ?? 0) - (other.centre[at] ?? 0)) * 100_000)
  return Math.hypot(across ?? 0, up ?? 0)
}

/** Two short works beside each other, both seen at once, and dug in the same days: the middle of one lies on it. */
function neighbours(works: readonly WorksSummary[]): [WorksSummary, WorksSummary] {
  for (const open of works.filter(({ lengthMetres }) => lengthMetres < 80)) {
    const near = works.find((other) => {
      const meets = other.period.start <= open.period.end && other.period.end >= open.period.start
      return meets && other.lengthMetres < 60 && apart(open, other) > 130 && apart(open, other) < 260
    })
    if (near) return [open, near]
  }
  throw new Error('no neighbours')
}

describe.each(['ar', 'en'] as const)('works side by side in %s', (language) => {
  const say = words[language]

  it('are added by Shift on the map and by the button in the list, and taken out step by step', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const [open, near] = neighbours(await list<WorksSummary>(page, '/api/works?limit=500'))
    const days = `from=${open.period.start}&to=${open.period.end}`
    await page.goto(`${address}/?lang=${language}&at=${near.centre.join()},15&sel=${open.id}&${days}`)
    await page.getByRole('button', { name: say.compare }).waitFor()
    await mapIdle(page)
    await addAtMiddle(page)
    const chooser = page.locator('.chooser [role=menuitem]').first()
    await chooser.or(page.locator('.chosen-row').first()).waitFor()
    if (await chooser.isVisible()) await chooser.click()
    await page.locator('.drawer h1', { hasText: say.two }).waitFor()
    expect(new URL(page.url()).searchParams.get('sel')).toBe(open.id)

    const shown = (view: string) => {
      const url = new URL(page.url())
      url.searchParams.set('view', view)
      return page.goto(url.href)
    }
    await shown('list')
    await page.getByRole('button', { name: say.add }).click()
    await page.locator('.listing .row:not([aria-current])').first().click()
    await page.locator('.drawer h1', { hasText: say.three }).waitFor()
    expect(await page.locator('.listing .row[aria-current]').count()).toBeGreaterThan(1)
    await shown('map')
    await page.locator('.drawer h1', { hasText: say.three }).waitFor()
    await page.locator('.gantt-row').nth(2).waitFor()
    await mapIdle(page)
    await keep(page, `together-${language}`)
    expect(await faultsOf(page)).toEqual([])

    // one step back with the map in hand, and one in the history
    await page.locator('canvas.maplibregl-canvas').focus()
    await page.keyboard.press('Escape')
    await page.locator('.drawer h1', { hasText: say.two }).waitFor()
    await page.goBack()
    await page.locator('.drawer h1', { hasText: say.three }).waitFor()
    for (const left of [2, 1]) {
      await page.getByRole('button', { name: say.remove }).last().click()
      await page.locator('.chosen-row').nth(left).waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: say.compare }).waitFor()
    expect(new URL(page.url()).searchParams.get('with')).toBeNull()
    await page.locator('canvas.maplibregl-canvas').focus()
    await page.keyboard.press('Escape')
    await page.locator('.drawer').waitFor({ state: 'detached' })
    expect([foreign, complaints]).toEqual([[], []])
    await page.context().close()
  })

  it('say where they meet each other, and lead to their case', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const [met] = await list<Conflict>(page, '/api/conflicts?kind=clash&severity=blocking&limit=1')
    await page.goto(`${address}/?lang=${language}&sel=${met?.worksA.id}&with=${met?.worksB.id}`)
    await page.locator('.drawer h1', { hasText: say.two }).waitFor()
    await page.getByTestId('finding').first().waitFor()
    await page.locator('.gantt-shared').first().waitFor()
    await keep(page, `together-met-${language}`)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
