import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import {
  agree,
  beginDay,
  browser,
  card,
  cut,
  fillIn,
  network,
  office,
  openOutbox,
  phone,
  place,
  type Stored,
  startPhone,
  texts,
  utility,
  type Words,
  works,
} from './outbox.ts'
import { address, keep, signIn } from './page.ts'

beginDay()

describe.each(['ar', 'en'] as const)('a conflict on a phone in %s', (language) => {
  const words: Words = texts[language]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  const needing = async (id: string) => {
    await openOutbox(page, language)
    await page.locator(`.outbox-card[data-inspection="${id}"][data-state=needs_you]`).waitFor({ timeout: 20_000 })
  }

  it('of two inspectors who meet on one visit: both sides are shown, and nothing is overwritten', async () => {
    const dueOn = await dayFrom(office, 1)
    const asking = { worksId: works[language].id, kind: 'investigation', dueOn }
    const visit = await asked<{ id: string }>(office, 'POST', '/api/visits', asking)
    await fillIn(page, { language, shots: 1, visit: visit.id, before: () => network.decide(cut) })
    await page.locator('.kept').waitFor()
    const sooner = await byOffice(language, visit.id)
    network.decide(null)
    await openOutbox(page, language)
    const id = (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
    await needing(id)
    await card(page, id).getByText(words.sooner).waitFor()
    const theirs = card(page, id).getByRole('region', { name: words.other, exact: true })
    expect(await theirs.textContent()).toContain(sooner.number)
    expect(await faultsOf(page)).toEqual([])
    await keep(page, `outbox-conflict-${language}`)
    await card(page, id).getByRole('button', { name: words.asWell, exact: true }).click()
    const stored = await agree(page, id, 1)
    expect(stored.visitId).toBeNull()
    const untouched = await asked<Stored>(office, 'GET', `/api/inspections/${sooner.id}`)
    expect(untouched).toMatchObject({ visitId: visit.id, number: sooner.number })
  })

  it('with works that changed meanwhile: what changed is shown, and mine is sent by them as they are now', async () => {
    const id = await offline(2)
    await changeDays(language)
    network.decide(null)
    await needing(id)
    await keep(page, `outbox-changed-${language}`)
    await card(page, id).getByRole('button', { name: words.byNow, exact: true }).click()
    await agree(page, id, 2)
  })

  it('may be given up, after a question', async () => {
    const id = await offline(1)
    await changeDays(language)
    network.decide(null)
    await needing(id)
    await card(page, id).getByRole('button', { name: words.giveUp, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.delete, exact: true }).click()
    await card(page, id).waitFor({ state: 'detached' })
    const answer = await office.request.get(`${address}/api/inspections/${id}`)
    expect(answer.status()).toBe(404)
  })

  async function offline(shots: number): Promise<string> {
    await fillIn(page, { language, shots, before: () => network.decide(cut) })
    await page.locator('.kept').waitFor()
    await openOutbox(page, language)
    return (await page.locator('.outbox-card').first().getAttribute('data-inspection')) ?? ''
  }
})

/** The owner of the works moves its days, while the phone knows nothing of it. */
async function changeDays(language: 'ar' | 'en'): Promise<void> {
  const { id } = works[language]
  const { version, period } = await asked<{ version: number; period: { start: string; end: string } }>(
    office,
    'GET',
    `/api/works/${id}`,
  )
  const end = new Date(Date.parse(period.end) + 86_400_000).toISOString().slice(0, 10)
  works[language] = await asked(utility, 'PATCH', `/api/works/${id}`, { version, period: { ...period, end } })
}

/** The other inspector fulfils a visit, from another telephone. */
async function byOffice(language: 'ar' | 'en', visitId: string): Promise<{ id: string; number: string }> {
  const now = new Date().toISOString()
  return asked(office, 'POST', '/api/inspections', {
    id: crypto.randomUUID(),
    worksId: works[language].id,
    worksVersion: works[language].version,
    visitId,
    kind: 'investigation',
    checklistVersion: 1,
    startedAt: now,
    endedAt: now,
    place: { type: 'Point', coordinates: [place.longitude, place.latitude] },
    unable: { reason: 'unsafe' },
    items: [],
    photos: [],
    signature: { name: 'Planner' },
  })
}

describe.each(['ar', 'en'] as const)('a visit that is taken without a network, in %s', (language) => {
  const words: Words = texts[language]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await browser.newContext(phone)
    page = await startPhone(context)
  })
  afterAll(() => context.close())

  async function plan(): Promise<{ id: string }> {
    const dueOn = await dayFrom(office, 1)
    return asked(office, 'POST', '/api/visits', { worksId: works[language].id, kind: 'investigation', dueOn })
  }
  const onList = (visit: string) => page.locator(`[data-visit="${visit}"]`)
  const press = (visit: string, name: string) => onList(visit).getByRole('button', { name, exact: true }).click()

  /** Said while the network is cut; it is back when this returns. */
  async function goOffline(visit: string, meanwhile: () => Promise<unknown>): Promise<void> {
    network.decide(null)
    await page.goto(`${network.address}/field?lang=${language}`)
    await onList(visit).waitFor()
    network.decide(cut)
    await press(visit, words.go)
    await onList(visit).getByText(words.waits).waitFor()
    await onList(visit).getByRole('button', { name: words.stayHome, exact: true }).waitFor()
    await meanwhile()
  }
  const standing = (id: string) =>
    asked<{ state: string; assignee: { id: string } | null }>(office, 'GET', `/api/visits/${id}`)

  it('waits on the phone, whose page is closed meanwhile, and is told to the office when the network is back', async () => {
    const visit = await plan()
    await goOffline(visit.id, async () => {
      expect(await faultsOf(page)).toEqual([])
      await keep(page, `visit-taken-offline-${language}`)
      await page.close()
      page = await context.newPage()
      await openOutbox(page, language)
      await page.locator('.outbox-card[data-state=waiting]').first().waitFor()
      expect((await standing(visit.id)).state).toBe('due')
    })
    network.decide(null)
    await page.getByRole('button', { name: words.sendNow, exact: true }).click()
    await expect.poll(async () => (await standing(visit.id)).state, { timeout: 20_000 }).toBe('taken')
    await page.goto(`${network.address}/field?lang=${language}`)
    await press(visit.id, words.stayHome)
    await expect.poll(async () => (await standing(visit.id)).state, { timeout: 20_000 }).toBe('due')
  })

  /** A first try may have left some of which nobody has said that they know. */
  async function knowAll(): Promise<void> {
    network.decide(null)
    await openOutbox(page, language)
    const known = page.getByRole('button', { name: words.allRight, exact: true })
    for (let left = await known.count(); left > 0; left--) {
      await known.first().click()
      await expect.poll(() => known.count()).toBe(left - 1)
    }
  }

  it('is told in words where somebody else took it meanwhile, and stays theirs', async () => {
    await knowAll()
    const visit = await plan()
    await goOffline(visit.id, async () => {
      const other = await (await browser.newContext()).newPage()
      await signIn(other, 'inspector2@demo')
      await asked(other, 'POST', `/api/visits/${visit.id}/take`, {})
      await other.context().close()
    })
    const { assignee } = await standing(visit.id)
    network.decide(null)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    const told = onList(visit.id).getByRole('alert')
    await told.waitFor({ timeout: 20_000 })
    await onList(visit.id).locator('.visit-other').waitFor()
    await keep(page, `visit-taken-by-another-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await openOutbox(page, language)
    await page.locator('.outbox-card[data-state=needs_you]').waitFor()
    await keep(page, `visit-refused-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: words.allRight, exact: true }).click()
    await page.locator('.outbox-card[data-state=needs_you]').waitFor({ state: 'detached' })
    expect((await standing(visit.id)).assignee).toEqual(assignee)
  })
})
