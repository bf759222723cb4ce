import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseList } from '../server/cases/contract.ts'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, isWide, keep, openAs, openBrowser, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('outliving')

const texts = {
  ar: { edit: 'تعديل', save: 'حفظ التعديل', ended: 'انتهت جلستك', discard: 'تجاهل ما كُتب', object: 'اعتراض', reason: 'اكتب سبب الاعتراض', send: 'إرسال الرأي', message: 'رسالة إلى الأطراف', say: 'إرسال الرسالة' },
  en: { edit: 'Change', save: 'Save the change', ended: 'Your session has ended', discard: 'Discard what was written', object: 'Objection', reason: 'State the reason for the objection', send: 'Send the answer', message: 'Message to the parties', say: 'Send the message' },
} as const // biome-ignore format: a table

/** The page learns who is signed in by now, as when its window is looked at again. */
const lookAgain = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

async function signInElsewhere(page: Page, account: string): Promise<void> {
  const other = await page.context().newPage()
  await signIn(other, account)
  await other.close()
  await lookAgain(page)
}

/** The session ends, and the page hears of it: it is covered until it is known who goes on. */
async function end(page: Page, ended: string) {
  await page.context().clearCookies()
  await lookAgain(page)
  const cover = page.getByRole('dialog', { name: ended })
  await cover.waitFor()
  return cover
}

/** The session ends on the server, as from another device: the page hears of it by what it asks next. */
async function revoke(page: Page): Promise<void> {
  const elsewhere = await browser.newContext({ storageState: await page.context().storageState() })
  const { csrfToken } = await (await elsewhere.request.get(`${address}/api/session`)).json()
  const headers = { 'X-CSRF-Token': csrfToken }
  expect((await elsewhere.request.delete(`${address}/api/session`, { headers })).status()).toBe(204)
  await elsewhere.close()
}

/** All that can be read on the page, also in its fields. */
const readable = (page: Page) =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    return [document.body.textContent, ...fields.map(({ value }) => value)].join('\n')
  })

/** A room is entered and left again: there is a way on. */
async function comeBack(page: Page): Promise<void> {
  const { pathname, searchParams } = new URL(page.url())
  await page.locator('a.rail-link[href^="/conflicts"]').first().click()
  await page.waitForURL(/\/conflicts/)
  await page.evaluate(() => history.back())
  await page.waitForURL((now) => now.pathname === pathname && now.searchParams.get('sel') === searchParams.get('sel'))
}

/** Electricity applies over what water plans on the same days: water is asked, and both meet in a case. */
async function clashing(water: Page): Promise<{ worksId: string; caseId: string }> {
  const { page } = await openAs(browser, 'electricity@demo')
  const spot = spots()
  const period = { start: await dayFrom(page, 60), end: await dayFrom(page, 69) }
  await planWorks(water, { title: `Main ${run} ${spot}`, spot, period })
  const { id, version } = await planWorks(page, { title: `Feeder ${run} ${spot}`, spot, period })
  await asked(page, 'POST', `/api/works/${id}/events`, { event: 'submit', version })
  const { items } = await asked<CaseList>(page, 'GET', `/api/cases?works=${id}`)
  await page.context().close()
  return { worksId: id, caseId: items[0]?.id as string }
}

describe.each(['ar', 'en'] as const)('what is written of a works when the session ends, in %s', (language) => {
  const words = texts[language]

  async function written(path: string) {
    const { page } = await openAs(browser, 'electricity@demo')
    const period = { start: await dayFrom(page, 9), end: await dayFrom(page, 18) }
    const spot = spots()
    const title = `Feeder ${run} ${language} ${spot}`
    const { id } = await planWorks(page, { title, spot, period })
    await page.goto(`${address}${path}?lang=${language}&sel=${id}`)
    await comeBack(page)
    await page.getByRole('button', { name: words.edit, exact: true }).click()
    await page.locator('input[name=title]').fill(`${title} east`)
    const cover = await end(page, words.ended)
    return { page, id, title, cover }
  }

  it.each(['/', '/my-works'])('at %s is there still, and saved once its author is signed in again', async (path) => {
    const { page, id, title, cover } = await written(path)
    expect(await page.locator('input[name=title]').inputValue()).toBe(`${title} east`)
    await keep(page, `outliving-${language}${path.replace('/', '-')}`)
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `outliving-${language}${path.replace('/', '-')}-390`)
    await isWide(page, 390)
    await page.setViewportSize({ width: 1440, height: 900 })
    await signInElsewhere(page, 'electricity@demo')
    await cover.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: words.save, exact: true }).click()
    await page.getByRole('button', { name: words.edit, exact: true }).waitFor()
    expect(await asked(page, 'GET', `/api/works/${id}`)).toMatchObject({ title: `${title} east` })
    await page.context().close()
  })

  /** In this window, as whoever is here now. */
  async function openAnew(page: Page, path: string, id: string) {
    await page.goto(`${address}${path}?lang=${language}&sel=${id}`)
    await page.locator('.drawer').first().waitFor()
    await page.locator('.drawer .spinner').first().waitFor({ state: 'detached' })
  }

  it.each(['/', '/my-works'])('at %s is nothing that somebody else sees who signs in', async (path) => {
    const { page, id, title } = await written(path)
    await signInElsewhere(page, 'telecom@demo')
    await page.locator('input[name=title]').waitFor({ state: 'detached' })
    expect(await readable(page)).not.toContain(`${title} east`)
    await openAnew(page, path, id)
    expect(await readable(page)).not.toContain(`${title} east`)
    await page.context().close()
  })

  it('stays covered whatever key is pressed, and is not left by a way on', async () => {
    const { page, title, cover } = await written('/')
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('Escape')
    await page.evaluate(
      () =>
        new Promise((done) => {
          window.addEventListener('popstate', () => window.addEventListener('popstate', done, { once: true }), {
            once: true,
          })
          history.forward()
        }),
    )
    expect(new URL(page.url()).pathname).toBe('/')
    expect(await page.locator('dialog').count()).toBe(1)
    expect(await cover.isVisible()).toBe(true)
    expect(await page.locator('input[name=title]').isVisible()).toBe(false)
    await signInElsewhere(page, 'electricity@demo')
    await cover.waitFor({ state: 'detached' })
    expect(await page.locator('input[name=title]').inputValue()).toBe(`${title} east`)
    await page.context().close()
  })

  it('is gone where it is discarded, and the page is a guest’s', async () => {
    const { page, id, title, cover } = await written('/')
    await cover.getByRole('button', { name: words.discard }).click()
    await page.locator('input[name=title]').waitFor({ state: 'detached' })
    expect(await readable(page)).not.toContain(`${title} east`)
    await openAnew(page, '/', id)
    expect(await readable(page)).not.toContain(title)
    await page.context().close()
  })
})

describe.each(['ar', 'en'] as const)('what is said to others when the session ends, in %s', (language) => {
  const words = texts[language]
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  async function answering() {
    const { page } = await openAs(browser, 'water@demo')
    const { worksId, caseId } = await clashing(page)
    await page.goto(`${address}/consultations?lang=${language}&sel=${worksId}`)
    await page.getByRole('radio', { name: words.object, exact: true }).check()
    await page.getByLabel(words.reason).fill('We dig there first.')
    return { page, caseId }
  }

  it('is there still, and sent once its author is signed in again', async () => {
    const { page, caseId } = await answering()
    const answer = await end(page, words.ended)
    await signInElsewhere(page, 'water@demo')
    await answer.waitFor({ state: 'detached' })
    expect(await page.getByLabel(words.reason).inputValue()).toBe('We dig there first.')
    await button(page, words.send).click()
    await page.getByTestId('consultation').getByText('We dig there first.').waitFor()

    await page.goto(`${address}/cases?lang=${language}&sel=${caseId}`)
    await page.getByLabel(words.message).fill('After you.')
    const message = await end(page, words.ended)
    await keep(page, `outliving-message-${language}`)
    await signInElsewhere(page, 'water@demo')
    await message.waitFor({ state: 'detached' })
    await button(page, words.say).click()
    await page.getByTestId('message').getByText('After you.').waitFor()
    await page.context().close()
  })

  it('is there still where what was sent is the first to be told of the end, and is sent once', async () => {
    const { page } = await openAs(browser, 'water@demo')
    const { caseId } = await clashing(page)
    await page.goto(`${address}/cases?lang=${language}&sel=${caseId}`)
    await page.getByLabel(words.message).fill('Before you.')
    await revoke(page)
    await button(page, words.say).click()
    const cover = page.getByRole('dialog', { name: words.ended })
    await cover.waitFor()
    await signInElsewhere(page, 'water@demo')
    await cover.waitFor({ state: 'detached' })
    expect(await page.getByLabel(words.message).inputValue()).toBe('Before you.')
    await button(page, words.say).click()
    await page.getByTestId('message').getByText('Before you.').waitFor()
    expect(await page.getByTestId('message').getByText('Before you.').count()).toBe(1)
    await page.context().close()
  })

  it('is nothing that a colleague sees who signs in', async () => {
    const { page } = await answering()
    await end(page, words.ended)
    await signInElsewhere(page, 'traffic@demo')
    await page.getByLabel(words.reason).waitFor({ state: 'detached' })
    expect(await page.getByText('We dig there first.').count()).toBe(0)
    await page.context().close()
  })
})
