import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fate } from './cut-network.ts'
import {
  agree,
  beginDay,
  browser,
  inspect,
  isPhoto,
  network,
  openOutbox,
  phone,
  startPhone,
  takenIn,
} from './outbox.ts'

beginDay()

/** The first try of the first photo that comes has this fate; gives whether it has come. */
function oncePhoto(fate: Fate): () => boolean {
  let hasCome = false
  network.decide(({ path }) => {
    if (hasCome || !isPhoto(path)) return 'passes'
    hasCome = true
    return fate
  })
  return () => hasCome
}

describe('a photo on a network that is dead without saying so', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  it.each([
    ['is not taken', 'stalls', 'ar'],
    ['arrives, and is never answered', 'hangs', 'en'],
  ] as const)('that %s is sent again when the network is back, and is there once', async (_, fate, language) => {
    const from = network.seen.length
    const hung = oncePhoto(fate)
    const id = await inspect(page, { language, shots: 2 })
    await expect.poll(hung, { timeout: 20_000 }).toBe(true)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await agree(page, id, 2)
    expect(network.seen.slice(from).filter(({ path, fate: was }) => isPhoto(path) && was === fate)).toHaveLength(1)
    expect(Object.keys(takenIn(from))).toHaveLength(3)
  })

  it('is given up after minutes in which nothing moved, also where nobody says that the network is back', async () => {
    const own = await browser.newContext(phone)
    const bent = await startPhone(own)
    await bent.clock.install()
    await openOutbox(bent, 'ar')
    const hung = oncePhoto('stalls')
    const id = await inspect(bent, { language: 'ar', shots: 1 })
    await expect.poll(hung, { timeout: 20_000 }).toBe(true)
    await bent.clock.fastForward('02:01')
    await agree(bent, id, 1)
    await own.close()
  })
})
