import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, beginDay, browser, inspect, isRecord, network, openOutbox, phone, startPhone, texts } from './outbox.ts'
import { keep } from './page.ts'

beginDay()

/** Writes or takes away the note of another window that sends. */
async function note(page: Page, until: number | null): Promise<void> {
  await page.evaluate(
    (given) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('nasaq-field')
        opening.onerror = () => fail(opening.error)
        opening.onsuccess = () => {
          const writing = opening.result.transaction('turns', 'readwrite')
          const turns = writing.objectStore('turns')
          if (given === null) turns.delete('nasaq-outbox')
          else turns.put({ holder: 'another window', until: given }, 'nasaq-outbox')
          writing.oncomplete = () => {
            opening.result.close()
            done()
          }
        }
      }),
    until,
  )
}

describe('a browser without locks', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }))
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  it.each(['ar', 'en'] as const)(
    'sends nothing while it is another window’s turn, says so, and sends once it is over, in %s',
    async (language) => {
      const from = network.seen.length
      // just before it is signed: such a note is soon over
      const id = await inspect(page, { language, shots: 1, before: () => note(page, Date.now() + 29_000) })
      await page.locator('[data-pause=other_window]').waitFor()
      await keep(page, `outbox-other-window-${language}`)
      expect(network.seen.slice(from).filter(({ path }) => isRecord(path))).toEqual([])
      await note(page, null)
      await openOutbox(page, language)
      await agree(page, id, 1)
      expect(await page.getByText(texts[language].none, { exact: true }).count()).toBe(0)
    },
  )
})
