import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../server/time/rules.ts'
import { faultsOf } from './axe.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Step = (page: Page) => Promise<unknown>
const openFirst: Step = async (page) => {
  await page.locator('.rows .row').first().click()
  await page.locator('.drawer .tiles, .drawer .dates, .drawer .facts').first().waitFor()
}
const openSettings: Step = (page) => page.locator('.settings-place > button').click()

const day = new Date().toISOString().slice(0, 10)
const aroundToday = `from=${addDays(day, -330)}&to=${addDays(day, 400)}`

/** Every page, by who may see it; what is waited for, and what is done before it is looked at. */
const visitor: readonly [path: string, there: string, step?: Step][] = [
  ['/', '.legend li, .legend-open'],
  ['/', '.legend li, .legend-open', openSettings],
  ['/works', '.rows .row'],
  ['/works', '.rows .row', openFirst],
  ['/works?view=list', '.rows .row'],
  ['/conflicts', '.hint'],
  ['/reports', '.rows .row'],
  ['/reports', '.rows .row', openFirst],
  ['/reports/new', '.category-tiles'],
  ['/opportunities', '.rows .row'],
  ['/opportunities', '.rows .row', openFirst],
  ['/consultations', '.hint'],
  ['/p/KSA-P-2026-9999999', '.check-permit'],
  ['/c/KSA-H-2026-9999999', '.permit-sheet .state'],
  ['/sign-in', '.demo'],
  ['/nowhere', '.drawer'],
]
const planner: typeof visitor = [
  ['/consultations', '.listing h1'],
  ['/reviews', '.rows .row'],
  ['/defects', '.rows .row'],
  ['/defects', '.rows .row', openFirst],
  ['/office/plan', '.plan-bar button'],
  ['/office/meeting', '.meeting-item'],
  ['/office/meetings', '[data-meeting-row], .state'],
  ['/office/figures', '.figures-chart'],
  ['/office/bans', '[data-ban]'],
  ['/streets', '.ledger-streets a'],
  ['/violations?tab=open', '[data-violation]'],
  ['/violations?sel=new', '.drawer .form'],
  ['/office/restrictions', '[data-restriction]'],
  ['/reviews', '.rows .row', openFirst],
  [`/conflicts?${aroundToday}`, '.rows .row'],
  [`/conflicts?${aroundToday}`, '.rows .row', openFirst],
  ['/draw', '.draw-bar'],
  ['/imports', '.drop'],
  ['/assets', '.listing h1'],
  ['/field', '.visit-card, .state'],
  ['/field/outbox', '.outbox-card, .state'],
  ['/field/area', '.field-card'],
  ['/visits', '.plan-row, .state'],
  ['/visits?sel=new', '.drawer .form'],
  ['/inspections', '.listing .rows > li, .state'],
  ['/opportunities/new', 'form.form'],
  ['/samples', '[data-sample]'],
  ['/samples', '[data-sample]', openFirst],
  ['/samples?sel=file', '.sample-file'],
  ['/quality', '[data-party]'],
  ['/quality', '[data-party]', openFirst],
]
const admin: typeof visitor = [
  ['/accounts', '.rows .row'],
  ['/accounts?tab=keys', '.listing h1, .listing h2'],
  ['/audit', '.listing h1'],
  ['/sign-in', '.account'],
]

/** Pages whose map is drawn: its buttons, legend and tools are looked at as well. */
const withMap = ['/', '/draw', '/opportunities/new']

async function lookAt(page: Page, pages: typeof visitor, language: string, name: string): Promise<string[]> {
  const faults: string[] = []
  for (const [index, [path, there, step]] of pages.entries()) {
    await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
    await page.locator(there).first().waitFor()
    await step?.(page)
    for (const fault of await faultsOf(page)) faults.push(`${path}${step ? '+' : ''} ${fault}`)
    await keep(page, `axe-${name}-${index}${path.replace(/\W+/g, '-')}`)
  }
  return faults
}

async function openIn(theme: 'light' | 'dark', options: BrowserContextOptions = {}) {
  const { page } = await openPage(browser, { reducedMotion: 'reduce', ...options })
  await page.addInitScript(
    ([appearance, drawn]) => {
      localStorage.setItem('nasaq-display', JSON.stringify({ appearance }))
      // a map takes seconds to draw, and axe sees nothing of what is on it
      if (!drawn.includes(window.location.pathname)) HTMLCanvasElement.prototype.getContext = () => null
    },
    [theme, withMap] as const,
  )
  return page
}

/** Colours do not follow the language, nor names and roles the colours: each language and each theme once is all there is. */
describe.each([
  ['ar', 'light'],
  ['en', 'dark'],
] as const)('axe finds nothing in %s, %s', (language, theme) => {
  it('for a visitor', async () => {
    const page = await openIn(theme)
    expect(await lookAt(page, visitor, language, `${language}-${theme}-visitor`)).toEqual([])
    await page.context().close()
  }, 300_000)

  it('for the office', async () => {
    const page = await openIn(theme)
    await signIn(page, 'planner@demo')
    expect(await lookAt(page, planner, language, `${language}-${theme}-planner`)).toEqual([])
    await page.context().close()
  }, 300_000)

  it('for an administrator', async () => {
    const page = await openIn(theme)
    await signIn(page, 'admin@demo')
    expect(await lookAt(page, admin, language, `${language}-${theme}-admin`)).toEqual([])
    await page.context().close()
  }, 300_000)

  it('on a phone', async () => {
    const page = await openIn(theme, { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true })
    expect(await lookAt(page, visitor, language, `${language}-${theme}-phone`)).toEqual([])
    await page.context().close()
  }, 300_000)
})
