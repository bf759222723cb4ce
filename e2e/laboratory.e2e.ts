import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { kind: 'الاختبار', layer: 'الطبقة', away: 'سبب البعد عن العمل', seal: 'الختم', place: 'الموقع (خط العرض، خط الطول)', by: 'أخذها', record: 'تسجيل', value: 'القيمة المقيسة (٪)', report: 'رقم التقرير', store: 'حفظ النتيجة', failed: 'غير مطابقة', correct: 'تصحيح النتيجة', reason: 'لماذا تُصحَّح؟', storeCorrection: 'حفظ التصحيح', corrected: 'صُحّحت', choose: 'اختيار ملف CSV', storeFile: 'حفظ نتيجة واحدة', stored: 'حُفظت نتيجة واحدة', refused: 'مرفوض', parts: 'العينات المطابقة' },
  en: { kind: 'Test', layer: 'Layer', away: 'Reason for the distance', seal: 'Seal', place: 'Position (latitude, longitude)', by: 'Taken by', record: 'Record', value: 'Measured (%)', report: 'Report number', store: 'Save the result', failed: 'Failed', correct: 'Correct the result', reason: 'Why is it corrected?', storeCorrection: 'Save the correction', corrected: 'Corrected', choose: 'Choose a CSV file', storeFile: 'Store one result', stored: 'One result is stored', refused: 'Refused', parts: 'Samples passed' },
} as const // biome-ignore format: a table

interface Opened {
  id: string
  centre: [number, number]
}

/** A works that is being dug, near whose middle samples are taken. */
async function openedWorks(page: Page): Promise<Opened> {
  const { items } = await asked<{ items: Opened[] }>(page, 'GET', '/api/works?status=in_progress&limit=1')
  return items[0] as Opened
}

const say = (value: string) => ({ exact: true, name: value }) as const

describe.each(['ar', 'en'] as const)('laboratories, in %s', (language) => {
  const said = words[language]

  it('record a sample, enter its result and correct it', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'laboratory@demo')
    const works = await openedWorks(page)
    await page.goto(`${address}/samples?lang=${language}&sel=new:${works.id}`)
    // what a result is judged by is chosen, and nothing is chosen before that
    await page.getByRole('button', say(said.record)).click()
    await page.getByRole('alert').first().waitFor()
    await page.getByLabel(said.kind, { exact: true }).selectOption('compaction')
    await page.getByLabel(said.layer, { exact: true }).selectOption('backfill')
    await page.getByLabel(said.seal, { exact: true }).fill(`WALK-${language}-${Date.now()}-1`)
    await page.getByLabel(said.place, { exact: true }).fill(`${works.centre[1]}, ${works.centre[0]}`)
    await page.getByLabel(said.away, { exact: true }).fill('Beside the trench.')
    await page.getByLabel(said.by, { exact: true }).fill('Walker')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', say(said.record)).click()
    await page.getByLabel(said.value, { exact: true }).fill('60')
    await page.getByLabel(said.report, { exact: true }).fill('W-1')
    await page.getByRole('button', say(said.store)).click()
    await page.locator('.drawer .tag').getByText(said.failed, { exact: true }).first().waitFor()
    await page.getByRole('button', say(said.correct)).click()
    await page.getByLabel(said.value, { exact: true }).fill('101')
    await page.getByLabel(said.report, { exact: true }).fill('W-2')
    await page.getByLabel(said.reason, { exact: true }).fill('The scale was wrong.')
    await page.getByRole('button', say(said.storeCorrection)).click()
    await page.getByText(said.corrected, { exact: true }).waitFor()
    await keep(page, `sample-${language}`)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('send results as a file, which is tried before it is stored', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'laboratory@demo')
    const works = await openedWorks(page)
    const seal = `WALK-${language}-${Date.now()}`
    const place = { type: 'Point', coordinates: works.centre }
    const [kind, layer, takenBy] = ['compaction', 'backfill', 'Walker']
    const taken = { worksId: works.id, kind, layer, takenBy, place, awayReason: 'Beside the trench.', seal: `${seal}-2`, takenAt: new Date(Date.now() - 60_000).toISOString() } // biome-ignore format: one line
    await asked(page, 'POST', '/api/samples', taken)
    const { today } = await asked<{ today: string }>(page, 'GET', '/api/ready')
    const csv = `seal,value,tested_on,certificate\n${seal}-2,99.5,${today},W-3\nnone-${seal},99,${today},W-4\n`
    await page.goto(`${address}/samples?lang=${language}&sel=file`)
    const file = { name: 'results.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await page.getByLabel(said.choose, { exact: true }).setInputFiles(file)
    await page.getByTestId('file-rows').getByText(said.refused, { exact: true }).waitFor()
    await keep(page, `sample-file-${language}`)
    await page.getByRole('button', say(said.storeFile)).click()
    await page.getByText(said.stored).waitFor()
    expect(await faultsOf(page)).toEqual([])
    const found = await asked<{ items: { state: string; value: number }[] }>(page, 'GET', `/api/samples?q=${seal}-2`)
    expect(found.items).toMatchObject([{ state: 'passed', value: 99.5 }])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('and contractors read what a score is made of', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'contractor@demo')
    await page.goto(`${address}/quality?lang=${language}`)
    // only its own opens
    await page.locator('[data-party] > button').click()
    const part = page.locator('[data-part="samples"]')
    await part.getByText(said.parts, { exact: true }).waitFor()
    await part.getByRole('button').first().click()
    await part.locator('[data-case-of]').first().waitFor()
    await keep(page, `quality-${language}`)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
