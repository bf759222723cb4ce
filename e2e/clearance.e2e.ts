import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPhoto } from '../testing/form.ts'
import { asked } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, forgetFailedTries, isWide, keep, openAs, openBrowser, openPage, type Watched } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('clearance')

const texts = {
  ar: { record: 'كتابة سجل إعادة الوضع', depth: 'عمق الحفر (م)', thickness: 'السماكة (مم)، الطبقة', begin: 'البداية', end: 'النهاية', save: 'حفظ السجل', whole: /السجل كامل/, photos: 'إضافة صورتين', accept: 'قبول إعادة الوضع', issue: 'إصدار شهادة إخلاء الطرف', why: 'لماذا قبل نهاية الضمان؟', signedAs: 'الموقّع', genuine: 'شهادة صحيحة', none: 'لا توجد شهادة بهذا الرقم', noPermit: 'لا توجد رخصة لهذا العمل.' },
  en: { record: 'Write the record', depth: 'Depth of the trench (m)', thickness: 'Thickness (mm), layer', begin: 'Beginning', end: 'End', save: 'Save the record', whole: /The record is complete/, photos: 'Add 2 photos', accept: 'Accept the reinstatement', issue: 'Issue the certificate', why: 'Why before the guarantee ends?', signedAs: 'Signed as', genuine: 'Genuine certificate', none: 'There is no certificate with this number', noPermit: 'The works have no permit.' },
} as const // biome-ignore format: a table

interface Dug {
  id: string
  coordinates: [number, number][]
}

interface Versioned {
  id: string
  version: number
}

/** A burst main that is dug at once, on ground of its own in the desert. */
async function dig(page: Page, title: string): Promise<Dug> {
  const [lng, lat] = placeOf(spots())
  const coordinates: [number, number][] = [[lng, lat], [lng + 0.000113, lat]] // biome-ignore format: one line
  const route = { type: 'LineString', coordinates }
  const { today } = await asked<{ today: string }>(page, 'GET', '/api/ready')
  const period = { start: today, end: today }
  const trench = {
    trenchWidthMetres: 0.3,
    trenchDepthMetres: 1.2,
    description: 'Burst.',
    category: 'emergency',
    utility: 'electricity',
    // no laboratory has to be asked before it is cleared
    method: 'trenchless',
    status: 'planned',
  }
  const planned = await asked<Versioned>(page, 'POST', '/api/works', { title, route, period, ...trench })
  const told = { event: 'notify', ground: 'burst_main', version: planned.version }
  const { version } = await asked<Versioned>(page, 'POST', `/api/works/${planned.id}/events`, told)
  await asked(page, 'POST', `/api/works/${planned.id}/events`, { event: 'file', version })
  return { id: planned.id, coordinates }
}

/** The office asks for no fee, and grants what was dug by a notice its permit. */
async function permit(page: Page, { id }: Dug): Promise<void> {
  const { fees } = await asked<{ fees: { id: string }[] }>(page, 'GET', `/api/works/${id}/procedure`)
  await asked(page, 'POST', `/api/fees/${fees[0]?.id}/waiver`, { reason: 'Of the city itself' })
  const { version } = await asked<Versioned>(page, 'GET', `/api/works/${id}`)
  await asked(page, 'POST', `/api/works/${id}/events`, { event: 'grant', version })
}

/** What an inspector's telephone would send of a works where everything is as it should be. */
async function pass(page: Page, { id, coordinates }: Dug, kind: 'final' | 'guarantee'): Promise<void> {
  const { version } = await asked<{ version: number }>(page, 'GET', `/api/works/${id}`)
  const { items: lists } = await asked<{ items: { kind: string; version: number; items: { code: string }[] }[] }>(
    page,
    'GET',
    '/api/checklists',
  )
  const list = lists.find((one) => one.kind === kind)
  const at = new Date().toISOString()
  await asked(page, 'POST', '/api/inspections', {
    id: crypto.randomUUID(),
    worksId: id,
    worksVersion: version,
    kind,
    checklistVersion: list?.version,
    startedAt: at,
    endedAt: at,
    place: { type: 'Point', coordinates: coordinates[0] },
    accuracyMetres: 5,
    items: list?.items.map(({ code }) => ({ code, result: 'pass', photos: [] })),
    photos: [],
    signature: { name: 'Walk' },
  })
}

const photo = async (name: string, background: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer(),
})

describe.each(['ar', 'en'] as const)('a street is handed back in %s', (language) => {
  const words = texts[language]
  const people: Watched[] = []
  forgetFailedTries(people)
  const open = async (account: string, map = false): Promise<Page> => {
    const watched = await openAs(browser, account, { isDrawn: map })
    people.push(watched)
    return watched.page
  }
  const see = (page: Page, id: string) => page.goto(`${address}/?lang=${language}&sel=${id}`)
  let utility: Page
  let office: Page
  let works: Dug
  beforeAll(async () => {
    utility = await open('electricity@demo', true)
    office = await open('planner@demo')
    works = await dig(utility, `Burst main ${run} ${language}`)
  })
  afterAll(async () => {
    for (const { page } of people) await page.context().close()
  })

  it('is recorded on a telephone, with layers, both ends and photos', async () => {
    await utility.setViewportSize({ width: 390, height: 844 })
    await see(utility, works.id)
    await utility.locator('.handover').getByRole('button', { name: words.record, exact: true }).click()
    const form = utility.locator('.record-form')
    await form.getByLabel(words.depth, { exact: true }).fill('1.2')
    for (const [at, thickness] of [60, 250, 850].entries())
      await form.getByLabel(`${words.thickness} ${at + 1}`, { exact: true }).fill(String(thickness))
    for (const [at, label] of [words.begin, words.end].entries()) {
      const [lng, lat] = works.coordinates[at] ?? [0, 0]
      await form.getByLabel(label, { exact: true }).fill(`${lat}, ${lng}`)
      await utility.keyboard.press('Tab')
    }
    await keep(utility, `clearance-record-${language}`)
    expect(await faultsOf(utility)).toEqual([])
    await isWide(utility, 390)
    await utility.getByRole('button', { name: words.save, exact: true }).click()
    const record = utility.locator('[data-testid=record]')
    await record.waitFor()
    await record.getByLabel(words.photos).setInputFiles([await photo('a.jpg', '#765'), await photo('b.jpg', '#567')])
    await utility.getByText(words.whole).waitFor()
    await record.locator('img').nth(1).waitFor()
    await utility.setViewportSize({ width: 1440, height: 900 })
    await record.scrollIntoViewIfNeeded()
    await keep(utility, `clearance-recorded-${language}`)
    expect(await faultsOf(utility)).toEqual([])
  })

  it('is accepted after the final inspection, and its guarantee runs', async () => {
    const { version } = await asked<{ version: number }>(utility, 'GET', `/api/works/${works.id}`)
    await asked(utility, 'POST', `/api/works/${works.id}/events`, { event: 'reinstate', version })
    await pass(office, works, 'final')
    await see(office, works.id)
    const foot = office.locator('.drawer-actions')
    await foot.getByRole('button', { name: words.accept }).and(office.locator(':not([aria-disabled])')).click()
    await office.getByRole('dialog').getByRole('button', { name: words.accept }).click()
    await office.locator('[data-testid=guarantee] .due-clock').waitFor()
  })

  it('says by name what is open, and is not cleared over it', async () => {
    const other = await dig(utility, `Valve ${run} ${language}`)
    const [lng = 0, lat = 0] = other.coordinates[0] ?? []
    const number = await office.evaluate(
      async ([east, north, photo]) => {
        const form = new FormData()
        for (const [member, value] of Object.entries({ lng: east, lat: north, category: 'potholes' }))
          form.set(member, String(value))
        form.set('photo', new Blob([Uint8Array.from(atob(photo), (byte) => byte.charCodeAt(0))]), 'a.jpg')
        const { csrfToken } = await (await fetch('/api/session')).json()
        const headers = { 'X-CSRF-Token': csrfToken }
        const answer = await fetch('/api/reports', { method: 'POST', headers, body: form })
        return ((await answer.json()) as { number: string }).number
      },
      [lng, lat, aPhoto.bytes.toString('base64')] as const,
    )
    await see(office, other.id)
    await office.locator('[data-open=report]', { hasText: number }).waitFor()
    await see(office, works.id)
    const card = office.locator('[data-testid=clearance]')
    await card.locator('[data-against=guarantee_not_passed]').waitFor()
    expect(await card.getByRole('button', { name: words.issue }).isDisabled()).toBe(true)
    await card.scrollIntoViewIfNeeded()
    await keep(office, `clearance-against-${language}`)
    expect(await faultsOf(office)).toEqual([])
  })

  it('is cleared by a certificate, which anybody verifies', async () => {
    await pass(office, works, 'guarantee')
    await see(office, works.id)
    // dug by a notice: not before its permit is there and paid for
    await office.locator('[data-testid=clearance]').getByText(words.noPermit).waitFor()
    await keep(office, `clearance-unpaid-${language}`)
    await permit(office, works)
    await see(office, works.id)
    await office.locator('[data-testid=clearance]').getByRole('button', { name: words.issue }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByLabel(words.why, { exact: true }).fill('The street is built anew')
    await dialog.getByLabel(words.signedAs, { exact: true }).fill('م. سارة')
    await keep(office, `clearance-issue-${language}`)
    expect(await faultsOf(office)).toEqual([])
    await dialog.getByRole('button', { name: words.issue }).click()
    const card = office.locator('[data-testid=certificate]')
    await card.waitFor()
    const number = (await card.locator('.id').textContent()) ?? ''
    await card.scrollIntoViewIfNeeded()
    await keep(office, `clearance-cleared-${language}`)
    const pdf = await office.request.get(`${address}/api/clearances/${number}.pdf`)
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
    const citizen = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true })
    people.push(citizen)
    await citizen.page.goto(`${address}/c/${number}?lang=${language}`)
    await citizen.page.getByText(words.genuine, { exact: true }).waitFor()
    await citizen.page.emulateMedia({ colorScheme: 'dark' })
    await keep(citizen.page, `clearance-public-${language}`)
    expect(await faultsOf(citizen.page)).toEqual([])
    expect(await citizen.page.locator('canvas').count()).toBe(0)
    await citizen.page.goto(`${address}/c/KSA-H-2026-9999999?lang=${language}`)
    await citizen.page.getByText(words.none).waitFor()
  })

  it('leaves nothing to complain of', { retry: 0 }, () => {
    // the certificate that is not there is an answer that the browser notes
    const unexpected = people.flatMap(({ complaints }) => complaints).filter((each) => !/\b404\b/.test(each))
    expect([unexpected, people.flatMap(({ foreign }) => foreign)]).toEqual([[], []])
  })
})
