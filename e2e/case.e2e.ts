import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Case, CaseList } from '../server/cases/contract.ts'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, forgetFailedTries, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
const people: Watched[] = []
forgetFailedTries(people)
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Ground of its own for each walk, also where a service is walked through again. */
const spots = groundOf('case')

async function open(account: string): Promise<Page> {
  const watched = await openAs(browser, account)
  people.push(watched)
  return watched.page
}

/** Electricity applies over what water plans on the same days: their case, which electricity has caused. */
async function clashing(power: Page, water: Page): Promise<{ id: string; ours: string; theirs: string }> {
  const spot = spots()
  const period = { start: await dayFrom(power, 60), end: await dayFrom(power, 69) }
  const { id: theirs } = await planWorks(water, { title: `Main ${spot}`, spot, period })
  const { id: ours, version } = await planWorks(power, { title: `Feeder ${spot}`, spot, period })
  await asked(power, 'POST', `/api/works/${ours}/events`, { event: 'submit', version })
  const { items } = await asked<CaseList>(power, 'GET', `/api/cases?works=${ours}`)
  return { id: items[0]?.id as string, ours, theirs }
}

const see = (page: Page, language: string, id: string) => page.goto(`${address}/cases?lang=${language}&sel=${id}`)
const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const sure = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()

/** In both lights and at the narrowest that pages flow to. */
async function asItLooks(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await keep(page, `${name}-${colorScheme}`)
    expect(await faultsOf(page)).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 640 })
  await isWide(page, 320)
  await keep(page, `${name}-320`)
  await page.setViewportSize({ width: 1440, height: 900 })
}

describe('a coordination case', () => {
  it('goes over a message and a proposal to what both accept, in Arabic', async () => {
    const [power, water] = [await open('electricity@demo'), await open('water@demo')]
    const { id, ours } = await clashing(power, water)
    await see(power, 'ar', id)
    await press(power, 'اقتراح حل')
    await dialog(power).getByLabel('ما الحل؟').selectOption('sequence')
    await sure(power, 'إرسال الاقتراح')
    await power.getByText('أُعيد الفحص مع هذا الاقتراح: لا تعارض مانع.').waitFor()
    await power.getByLabel('رسالة إلى الأطراف').fill('نحفر بعدكم.')
    await press(power, 'إرسال الرسالة')
    await power.getByTestId('message').getByText('نحفر بعدكم.').waitFor()
    await asItLooks(power, 'case-room-ar')

    await see(water, 'ar', id)
    await water.getByTestId('message').getByText('نحفر بعدكم.').waitFor()
    await press(water, 'قبول الاقتراح')
    await sure(water, 'قبول الاقتراح')
    await water.getByText('اتفقت الأطراف ونُفّذ ما اتفقت عليه.').waitFor()
    const { period } = await asked<{ period: { start: string } }>(power, 'GET', `/api/works/${ours}`)
    expect(period.start > (await dayFrom(power, 69))).toBe(true)
    // live: whoever looks at the room sees it
    await power.getByText('اتفقت الأطراف ونُفّذ ما اتفقت عليه.').waitFor()
    // a warning is left: what has ended is gone on with where somebody asks for it
    const { items } = await asked<{ items: { id: string }[] }>(power, 'GET', `/api/conflicts?works=${ours}`)
    await power.goto(`${address}/conflicts?lang=ar&sel=${items[0]?.id}`)
    await power.getByRole('button', { name: 'إعادة فتح القضية' }).waitFor()
    await keep(power, 'case-reopen-ar')
    await press(power, 'إعادة فتح القضية')
    await power.getByRole('button', { name: 'اقتراح حل' }).waitFor()
    expect(new URL(power.url()).searchParams.get('sel')).toBe(id)
  })

  it('is decided by the office after what was proposed cannot be accepted, in English', async () => {
    const [power, water, office] = [
      await open('electricity@demo'),
      await open('water@demo'),
      await open('planner@demo'),
    ]
    const { id, ours } = await clashing(power, water)
    // one day later is no way out: it is said, and cannot be accepted
    const changes = [{ worksId: ours, period: { start: await dayFrom(power, 61), end: await dayFrom(power, 70) } }]
    await asked<Case>(power, 'POST', `/api/cases/${id}/proposals`, { measure: { kind: 'dates', changes } })
    await see(water, 'en', id)
    await water.getByText('It cannot be accepted: it leaves or creates a blocking conflict.').waitFor()
    expect(await water.getByRole('button', { name: 'Accept the proposal', exact: true }).isDisabled()).toBe(true)

    await see(office, 'en', id)
    await press(office, 'Decide')
    await dialog(office).getByLabel('What is the solution?').selectOption('shared_trench')
    await dialog(office).getByLabel('Reason').fill('The street is opened once.')
    await asItLooks(office, 'case-decide-en')
    await sure(office, 'Issue the decision')
    await office.getByText('The coordination office decided, and it was carried out.').waitFor()
    await office.getByText('No conflict is left between the works.').waitFor()
  })

  it('is settled by another route that is drawn in it, after a sketch', async () => {
    const [power, water] = [await open('electricity@demo'), await open('water@demo')]
    const { id, ours } = await clashing(power, water)
    const { route } = await asked<{ route: { coordinates: [number, number][] } }>(power, 'GET', `/api/works/${ours}`)
    const aside = route.coordinates.map(([lng, lat]) => `${(lat + 0.0005).toFixed(5)} ${lng.toFixed(5)}`).join('\n')
    const draw = async (page: Page) => {
      await press(page, 'الإحداثيات')
      await page.locator('.way textarea').fill(aside)
      await press(page, 'إضافة النقاط')
      await page.locator('.draw-bar .primary:enabled').click()
    }
    await see(water, 'ar', id)
    await water.getByLabel('رسالة إلى الأطراف').fill('يمكن أن تمروا من هنا.')
    await press(water, 'الرسم على الخريطة')
    await draw(water)
    await asItLooks(water, 'case-sketch')
    await press(water, 'إضافة الرسم إلى الرسالة')
    await water.getByText('يُرسل الرسم مع رسالتك.').waitFor()
    expect(await water.getByLabel('رسالة إلى الأطراف').inputValue()).toBe('يمكن أن تمروا من هنا.')
    await water.locator('.say-form [type=submit]:enabled').click()
    await see(power, 'ar', id)
    await power.getByTestId('message').getByRole('button', { name: 'عرض الرسم على الخريطة' }).waitFor()

    await press(power, 'اقتراح حل')
    await dialog(power).getByLabel('ما الحل؟').selectOption('reroute')
    await dialog(power).getByLabel('تعليق على الاقتراح').fill('نمر بجانبكم.')
    await sure(power, 'رسم المسار على الخريطة')
    await power.locator('[data-testid=finding]').first().waitFor()
    await press(power, 'مسح')
    await draw(power)
    await power.locator('.live-findings .clear').waitFor()
    await asItLooks(power, 'case-reroute')
    expect(await power.getByLabel('تعليق على الاقتراح').inputValue()).toBe('نمر بجانبكم.')
    await press(power, 'إرسال الاقتراح')
    await power.getByText('أُعيد الفحص مع هذا الاقتراح: لا تعارض مانع.').waitFor()
    await water.locator('[data-testid=proposal]', { hasText: 'بمسار آخر' }).waitFor()
    await press(water, 'قبول الاقتراح')
    await sure(water, 'قبول الاقتراح')
    await water.getByText('اتفقت الأطراف ونُفّذ ما اتفقت عليه.').waitFor()
    const moved = await asked<{ route: unknown }>(power, 'GET', `/api/works/${ours}`)
    expect(moved.route).not.toEqual(route)
  })

  it('keeps what is being written where others answer first, and asks before a message is lost', async () => {
    const [power, water] = [await open('electricity@demo'), await open('water@demo')]
    const { id, ours } = await clashing(power, water)
    const later = async (days: number) => ({
      measure: {
        kind: 'dates',
        changes: [
          { worksId: ours, period: { start: await dayFrom(power, days), end: await dayFrom(power, days + 9) } },
        ],
      },
    })
    await asked<Case>(power, 'POST', `/api/cases/${id}/proposals`, await later(90))
    await see(water, 'en', id)
    await press(water, 'Counter-propose')
    await dialog(water).getByLabel('Reason').fill('We are there until March.')
    await asked<Case>(power, 'POST', `/api/cases/${id}/proposals`, await later(95))
    await water.getByText('Replaced', { exact: true }).waitFor()
    expect(await dialog(water).getByLabel('Reason').inputValue()).toBe('We are there until March.')
    await water.keyboard.press('Escape')

    await water.getByLabel('Message to the parties').fill('Call us first.')
    await water.locator('.drawer .close').click()
    await dialog(water).getByText('What you wrote is not sent yet').waitFor()
    await keep(water, 'case-lose-en')
    await sure(water, 'Keep writing')
    await water.locator('.say-form [type=submit]:enabled').click()
    await water.getByTestId('message').getByText('Call us first.').waitFor()
    expect(await water.getByLabel('Message to the parties').inputValue()).toBe('')
  })

  it('keeps what is drawn to decide on where works move meanwhile, and says how', async () => {
    const [power, water, office] = [
      await open('electricity@demo'),
      await open('water@demo'),
      await open('planner@demo'),
    ]
    const { id, ours, theirs } = await clashing(power, water)
    interface Stood {
      version: number
      route: { coordinates: [number, number][] }
    }
    const { route } = await asked<Stood>(power, 'GET', `/api/works/${ours}`)
    const aside = route.coordinates.map(([lng, lat]) => `${(lat + 0.0005).toFixed(5)} ${lng.toFixed(5)}`).join('\n')
    await see(office, 'en', id)
    await press(office, 'Decide')
    await dialog(office).getByLabel('What is the solution?').selectOption('reroute')
    await dialog(office).getByLabel('Reason').fill('There is room beside it.')
    await sure(office, 'Draw the route on the map')
    await press(office, 'Clear')
    await press(office, 'Coordinates')
    await office.locator('.way textarea').fill(aside)
    await press(office, 'Add the points')
    await office.locator('.draw-bar .primary:enabled').click()
    const before = await asked<Stood>(water, 'GET', `/api/works/${theirs}`)
    const title = `Main moved east ${Date.now()}`
    await asked(water, 'PATCH', `/api/works/${theirs}`, { version: before.version, title })
    const notice = office.getByTestId('moved-on')
    await notice.getByText(title).waitFor()
    expect(await office.getByRole('button', { name: 'Issue the decision', exact: true }).isDisabled()).toBe(true)
    await asItLooks(office, 'case-decide-moved')

    // what is drawn asks once before it is lost, with the words of the message
    await office.locator('.rail-mark').click()
    await dialog(office).getByText('What you wrote is not sent yet').waitFor()
    await sure(office, 'Keep writing')
    await dialog(office).waitFor({ state: 'detached' })

    await notice.getByRole('button', { name: 'Take over the newer version and go on' }).click()
    expect(await office.getByLabel('Reason').inputValue()).toBe('There is room beside it.')
    await press(office, 'Issue the decision')
    await office.getByText('The coordination office decided, and it was carried out.').waitFor()
    const moved = await asked<Stood>(power, 'GET', `/api/works/${ours}`)
    expect(moved.route).not.toEqual(route)
  })

  it('complains of nothing and asks nobody else', { retry: 0 }, () => {
    expect(people.flatMap(({ foreign }) => foreign)).toEqual([])
    const faults = people.flatMap(({ complaints }) => complaints).filter((line) => !/WebGL|webgl/.test(line))
    expect(faults).toEqual([])
  })
})
