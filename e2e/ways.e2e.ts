import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Place = [number, number]
/** A centimetre: what tiles cannot tell, the server has put right. */
const decimals = 6

/** Signs in and opens the drawing page where two streets of the demo city meet. */
async function drawAt(middle: Place, language: 'ar' | 'en'): Promise<Page> {
  const { page } = await openPage(browser)
  await signIn(page, 'electricity@demo')
  await page.goto(`${address}/draw?lang=${language}&at=${middle},18`)
  await page.locator('.draw-bar').waitFor()
  await mapIdle(page)
  return page
}

async function choose(page: Page, group: string, index: number): Promise<void> {
  await page.getByRole('group', { name: group, exact: true }).getByRole('button').nth(index).click()
}

/** What the page keeps of the drawing, once its points lie on the stored centrelines. */
async function drawing(page: Page): Promise<Place[]> {
  const read = () =>
    page.evaluate(() => {
      const name = Object.keys(localStorage).find((each) => each.startsWith('nasaq.draft.'))
      return JSON.parse(localStorage.getItem(name ?? '') ?? 'null') as {
        finished: boolean
        vertices: { place: [number, number]; loose: boolean }[]
      } | null
    })
  for (let tries = 0; tries < 100; tries++) {
    const kept = await read()
    if (kept?.finished && kept.vertices.every(({ loose }) => !loose)) return kept.vertices.map(({ place }) => place)
    await page.waitForTimeout(100)
  }
  throw new Error(`not finished: ${JSON.stringify(await read())}`)
}

async function finish(page: Page): Promise<Place[]> {
  await page.keyboard.press('Enter')
  return drawing(page)
}

function same(one: readonly Place[], two: readonly Place[]): void {
  expect(one).toHaveLength(two.length)
  for (const [i, [lng, lat]] of one.entries()) {
    expect(lng).toBeCloseTo(two[i]?.[0] ?? 0, decimals)
    expect(lat).toBeCloseTo(two[i]?.[1] ?? 0, decimals)
  }
}

interface Found {
  id: string
  name: { ar: string; en: string }
  line: { type: string; coordinates: Place[] }
}
interface Met {
  street: { id: string; name: { ar: string; en: string } }
  place: Place
}

/** A street of one piece with two crossings that one screen shows, as the API has it. */
async function stretch(): Promise<{ street: Found; from: Met; to: Met }> {
  const { items } = (await (await fetch(`${address}/api/streets?limit=200`)).json()) as { items: Found[] }
  for (const street of items.filter(({ line }) => line.type === 'LineString')) {
    const answer = await fetch(`${address}/api/streets/${street.id}/crossings`)
    const met = ((await answer.json()) as { items: Met[] }).items
    for (const [i, from] of met.entries()) {
      const to = met[i + 1]
      const east = Math.abs((to?.place[0] ?? 0) - from.place[0])
      const north = Math.abs((to?.place[1] ?? 0) - from.place[1])
      if (to && from.street.id !== to.street.id && Math.max(east, north) < 0.0011 && Math.max(east, north) > 0.0004)
        return { street, from, to }
    }
  }
  throw new Error('no such street')
}

/** Where a place lies on the canvas of a map that looks straight down on `middle` at zoom 18. */
async function clickPlace(page: Page, middle: Place, place: Place): Promise<void> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  const world = 512 * 2 ** 18
  const y = (lat: number) => (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * world
  const dx = ((place[0] - middle[0]) / 360) * world
  const [px, py] = [box.x + box.width / 2 + dx, box.y + box.height / 2 + y(place[1]) - y(middle[1])]
  await page.mouse.move(px - 5, py - 5)
  await page.mouse.move(px, py, { steps: 3 })
  await page.waitForTimeout(150)
  await page.mouse.down()
  await page.mouse.up()
}

const halfway = (a: Place, b: Place): Place => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2].map((one) => Number(one.toFixed(5))) as Place // biome-ignore format: one line

describe.each(['ar', 'en'] as const)('the ways of drawing give the same as the pointer, in %s', (language) => {
  const words = {
    ar: { ways: 'طريقة الرسم', follow: 'تتبّع الشارع', add: 'إضافة إلى الرسم', points: 'إضافة النقاط' },
    en: { ways: 'Drawing method', follow: 'Follow the street', add: 'Add to the drawing', points: 'Add the points' },
  }[language]

  it('a list of streets, and the pointer that follows the street', async () => {
    const { street, from, to } = await stretch()
    const middle = halfway(from.place, to.place)
    const byPointer = await drawAt(middle, language)
    await byPointer.getByRole('button', { name: words.follow }).click()
    await clickPlace(byPointer, middle, from.place)
    await byPointer.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('nasaq.draft.')))
    await clickPlace(byPointer, middle, to.place)
    await byPointer.locator('.draw-bar .primary:enabled').waitFor()
    await keep(byPointer, `way-follow-${language}`)
    const pointed = await finish(byPointer)
    await byPointer.context().close()

    const byList = await drawAt(middle, language)
    await choose(byList, words.ways, 1)
    await byList.getByRole('searchbox').last().fill(street.name[language])
    await byList.locator('.way-found button').first().click()
    const [first, second] = [byList.locator('.way select').nth(0), byList.locator('.way select').nth(1)]
    await first.waitFor()
    await first.selectOption({ label: (await optionOf(first, from.street.name[language])) ?? '' })
    await second.selectOption({ label: (await optionOf(second, to.street.name[language])) ?? '' })
    await byList.getByRole('button', { name: words.add }).click()
    await byList.locator('.draw-bar .primary:enabled').waitFor()
    await keep(byList, `way-streets-${language}`)
    await byList.locator('.draw-bar .primary').click()
    same(await drawing(byList), pointed)
    await byList.context().close()
  })

  it('a table of coordinates', async () => {
    const { from, to } = await stretch()
    const middle = halfway(from.place, to.place)
    const byPointer = await drawAt(middle, language)
    for (const place of [from.place, to.place]) await clickPlace(byPointer, middle, place)
    await byPointer.locator('.draw-bar .primary:enabled').waitFor()
    const pointed = await finish(byPointer)
    await byPointer.context().close()

    const byTable = await drawAt(middle, language)
    await choose(byTable, words.ways, 2)
    await byTable.locator('.way textarea').fill(pointed.map(([lng, lat]) => `${lat}, ${lng}`).join('\n'))
    await byTable.getByRole('button', { name: words.points }).click()
    await byTable.locator('.way-points tr').nth(1).waitFor()
    await keep(byTable, `way-coordinates-${language}`)
    await byTable.locator('.draw-bar .primary').click()
    expect(await drawing(byTable)).toEqual(pointed)
    await byTable.context().close()
  })

  it('a cross-hair that is moved by keys', async () => {
    const { from, to } = await stretch()
    const middle = halfway(from.place, to.place)
    const byCross = await drawAt(from.place, language)
    await choose(byCross, words.ways, 3)
    await byCross.locator('.cross-hair > svg').waitFor()
    await byCross.locator('canvas.maplibregl-canvas').focus()
    await byCross.keyboard.press('Space')
    for (let step = 0; step < 3; step++) await byCross.keyboard.press('ArrowRight')
    await byCross.keyboard.press('Shift+ArrowDown')
    await mapIdle(byCross)
    await byCross.keyboard.press('Space')
    await keep(byCross, `way-cross-${language}`)
    const crossed = await finish(byCross)
    await byCross.context().close()

    const byPointer = await drawAt(middle, language)
    for (const place of crossed) await clickPlace(byPointer, middle, place)
    await byPointer.locator('.draw-bar .primary:enabled').waitFor()
    const pointed = await finish(byPointer)
    for (const [i, [lng, lat]] of pointed.entries()) {
      // half a pixel of this zoom is fifteen centimetres
      expect(lng).toBeCloseTo(crossed[i]?.[0] ?? 0, 5)
      expect(lat).toBeCloseTo(crossed[i]?.[1] ?? 0, 5)
    }
    await byPointer.context().close()
  })
})

async function optionOf(select: ReturnType<Page['locator']>, street: string): Promise<string | undefined> {
  const labels = await select.locator('option').allTextContents()
  return labels.find((label) => label.includes(street))
}
