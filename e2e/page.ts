import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, expect, inject } from 'vitest'

/** The service under test: a running one, or the one that the test run has started. */
export const address = (process.env.NASAQ_URL ?? inject('address')).replace(/\/$/, '')

export { openBrowser } from '../testing/browser.ts'

/** A page that remembers what must not happen: foreign requests, errors, warnings. */
export interface Watched {
  page: Page
  foreign: string[]
  complaints: string[]
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const foreign: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) foreign.push(url)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const isLoud = ['error', 'warning'].includes(message.type())
    if (isLoud) complaints.push(`${message.text()} ${message.location().url.replace(address, '')}`.trim())
  })
  return { page, foreign, complaints }
}

/** Waits until the map has drawn everything that it asked for. */
export async function mapIdle(page: Page): Promise<void> {
  await page.locator('.map[data-idle="true"]').waitFor({ timeout: 60_000 })
}

/** Waits until the page is as wide as that and no wider: it is laid out anew a moment after its window has another size. */
export const isWide = (page: Page, width: number) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)

/** A second try is judged by itself: what a failed one left to complain of is forgotten. */
export function forgetFailedTries(people: readonly Watched[]): void {
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const { foreign, complaints } of people) for (const list of [foreign, complaints]) list.length = 0
  })
}

/** Keeps what was seen where `NASAQ_SCREENSHOTS` names a folder. */
export async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.NASAQ_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Signs in without the form, and opens a page that draws no map: most ways begin elsewhere. */
export async function signIn(page: Page, account: string): Promise<void> {
  const answer = await page.request.post(`${address}/api/session`, { data: { email: account, password: 'demo' } })
  if (!answer.ok()) throw new Error(`${account}: ${await answer.text()}`)
  await page.goto(`${address}/notifications?lang=ar`)
}

/** Somebody's page, signed in. A map takes seconds to draw: there is none unless it is looked at. */
export async function openAs(browser: Browser, account: string, { isDrawn = false } = {}): Promise<Watched> {
  const watched = await openPage(browser)
  if (!isDrawn)
    await watched.page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null
    })
  await signIn(watched.page, account)
  return watched
}

/** As a person does it, whose page then learns who it is for. */
export async function signInByForm(page: Page, account: string): Promise<void> {
  await page.goto(`${address}/sign-in?lang=ar`)
  await page.getByLabel('البريد الإلكتروني').fill(account)
  await page.getByLabel('كلمة المرور').fill('demo')
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === '/')
}
