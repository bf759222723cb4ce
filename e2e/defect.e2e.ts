import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Checklist } from '../server/inspections/checklists/contract.ts'
import type { Inspection } from '../server/inspections/contract.ts'
import type { Defect, DefectSummary } from '../server/inspections/defects/contract.ts'
import type { Works } from '../server/works/contract.ts'
import { asked } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, forgetFailedTries, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
let [contractor, inspector, planner] = [] as unknown as [Page, Page, Page]
const people: Watched[] = []
forgetFailedTries(people)
beforeAll(async () => {
  browser = await openBrowser()
  contractor = await open('contractor@demo')
  inspector = await open('inspector@demo')
  planner = await open('planner@demo')
})
afterAll(() => browser.close())

/** Without a map, which costs much and is looked at elsewhere. */
async function open(account: string): Promise<Page> {
  const watched = await openAs(browser, account)
  people.push(watched)
  return watched.page
}

const jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a6a58' } })
  .jpeg()
  .toBuffer()
const [first, second] = ['found', 'air_void']

let tries = 0
/** A place of its own along the route for each try, so that nothing is found again that another has left. */
function placeOn({ route }: Works): [number, number] {
  const placesOf = (nested: unknown[]): [number, number][] =>
    typeof nested[0] === 'number' ? [nested as [number, number]] : nested.flatMap((each) => placesOf(each as unknown[]))
  const places = placesOf(route.coordinates)
  return places[(Math.floor(places.length / 2) + tries++) % places.length] as [number, number]
}

/** An inspection by the API, of a works that the contractor digs, on which two items fail. */
async function failed(): Promise<{ defects: string[]; place: [number, number] }> {
  const dug = await asked<{ items: DefectSummary[] }>(contractor, 'GET', '/api/defects?limit=100')
  const works = await asked<Works>(inspector, 'GET', `/api/works/${dug.items.at(-1)?.works.id}`)
  const { items: lists } = await asked<{ items: Checklist[] }>(inspector, 'GET', '/api/checklists')
  const list = lists.find(({ kind }) => kind === 'investigation') as Checklist
  const place = placeOn(works)
  const spot = { type: 'Point', coordinates: place }
  const items = list.items.map(({ code, reasons }) => {
    if (code !== first && code !== second) return { code, result: 'not_applicable', photos: [] }
    return { code, result: 'fail', reasons: [reasons[0]?.code], place: spot, photos: [randomUUID()] }
  })
  const photos = items.flatMap(({ code, photos: ids }) => ids.map((id) => ({ id, item: code, place: spot })))
  const moment = new Date().toISOString()
  const made = await asked<Inspection>(inspector, 'POST', '/api/inspections', {
    ...{ id: randomUUID(), worksId: works.id, worksVersion: works.version, kind: list.kind },
    ...{ checklistVersion: list.version, startedAt: moment, endedAt: moment, place: spot, accuracyMetres: 5 },
    ...{ items, photos, signature: { name: 'Demo inspector' } },
  })
  for (const { id } of made.photos) await putPhoto(inspector, `/api/inspections/${made.id}/photos/${id}`)
  expect(made.defects).toHaveLength(2)
  return { defects: made.defects.map(({ id }) => id), place }
}

/** Sends the file of a photo as a telephone would. */
async function putPhoto(page: Page, path: string): Promise<void> {
  const status = await page.evaluate(
    async ([where, bytes]) => {
      const { csrfToken } = await (await fetch('/api/session')).json()
      const form = new FormData()
      form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg')
      return (await fetch(where, { method: 'PUT', headers: { 'X-CSRF-Token': csrfToken }, body: form })).status
    },
    [path, [...jpeg]] as const,
  )
  expect(status).toBeLessThan(300)
}

const words = {
  ar: { mend: 'الإبلاغ عن الإصلاح', note: 'ما الذي أُصلح؟', send: 'إرسال بلاغ الإصلاح', known: /عُرف موقعك/, mended: 'أُبلغ عن إصلاحها', reject: 'رفض الإصلاح', reason: 'السبب', open: 'مفتوحة', verify: 'اعتماد الإصلاح', verified: 'تحقق إصلاحها', dispute: 'الاعتراض على الملاحظة', waits: 'بانتظار قرار المكتب', withdraw: 'سحب الملاحظة', withdrawn: 'مسحوبة', said: 'أعدنا رصفها', why: 'الحافة غير مستوية', before: 'قبل', after: 'بعد' },
  en: { mend: 'Report as repaired', note: 'What was repaired?', send: 'Send the repair report', known: /Your position is known/, mended: 'Reported as repaired', reject: 'Reject the repair', reason: 'Reason', open: 'Open', verify: 'Verify the repair', verified: 'Repair verified', dispute: 'Dispute the defect', waits: 'Awaiting the office’s decision', withdraw: 'Withdraw the defect', withdrawn: 'Withdrawn', said: 'Paved again', why: 'The edge is uneven', before: 'Before', after: 'After' },
} as const // biome-ignore format: a table

const state = (page: Page, said: string) => page.locator('.drawer .defect-state').getByText(said, { exact: true })
const press = (page: Page, name: string) => page.locator('.drawer').getByRole('button', { name, exact: true }).click()
const sure = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

describe.each(['ar', 'en'] as const)('a defect, in %s', (language) => {
  const said = words[language]
  const see = (page: Page, id: string) => page.goto(`${address}/defects?lang=${language}&sel=${id}`)
  const because = (page: Page, reason: string) =>
    page.getByRole('dialog').getByLabel(said.reason, { exact: true }).fill(reason)

  it('is mended with a photo on a phone, turned down, mended again and verified; another is disputed and decided', async () => {
    const { defects, place } = await failed()
    const [mendable, disputable] = defects as [string, string]
    const [longitude, latitude] = place
    await contractor.context().grantPermissions(['geolocation'])
    await contractor.context().setGeolocation({ longitude, latitude })
    await contractor.setViewportSize({ width: 390, height: 844 })

    await mend(mendable, { isFirst: true })
    await see(inspector, mendable)
    await press(inspector, said.reject)
    await because(inspector, said.why)
    expect(await faultsOf(inspector)).toEqual([])
    await sure(inspector, said.reject)
    await state(inspector, said.open).waitFor()
    await mend(mendable, { isFirst: false })
    await see(inspector, mendable)
    await press(inspector, said.verify)
    await sure(inspector, said.verify)
    await state(inspector, said.verified).waitFor()
    await inspector.locator('.defect-photos').getByText(said.before, { exact: true }).waitFor()
    expect(await inspector.locator('.defect-photos').getByText(said.after, { exact: true }).count()).toBe(2)
    await keep(inspector, `defect-verified-${language}`)
    expect(await faultsOf(inspector)).toEqual([])

    await see(contractor, disputable)
    await press(contractor, said.dispute)
    await because(contractor, said.why)
    await sure(contractor, said.dispute)
    await state(contractor, said.waits).waitFor()
    await see(planner, disputable)
    await press(planner, said.withdraw)
    await because(planner, said.why)
    await sure(planner, said.withdraw)
    await state(planner, said.withdrawn).waitFor()
    const { history } = await asked<Defect>(contractor, 'GET', `/api/defects/${mendable}`)
    expect(history.map(({ event }) => event)).toEqual(['open', 'mend', 'reject', 'mend', 'verify'])
    for (const { complaints, foreign } of people) expect([...complaints, ...foreign]).toEqual([])
  })

  async function mend(id: string, { isFirst }: { isFirst: boolean }): Promise<void> {
    await see(contractor, id)
    await press(contractor, said.mend)
    await contractor.locator('.mend-form').getByText(said.known).waitFor()
    await contractor.locator('.mend-form input[type=file]').setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: jpeg }) // biome-ignore format: one line
    await contractor.getByLabel(said.note, { exact: true }).fill(said.said)
    if (isFirst) await asItLooks(`defect-mend-${language}`)
    await press(contractor, said.send)
    await state(contractor, said.mended).waitFor()
  }
})

/** On a phone in both lights, and at the narrowest that pages flow to. */
async function asItLooks(name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await contractor.emulateMedia({ colorScheme })
    await keep(contractor, `${name}-${colorScheme}`)
    expect(await faultsOf(contractor)).toEqual([])
  }
  await contractor.setViewportSize({ width: 320, height: 640 })
  await isWide(contractor, 320)
  await contractor.setViewportSize({ width: 390, height: 844 })
}
