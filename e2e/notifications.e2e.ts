import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NoticeKind, NoticeSettings } from '../server/notifications/contract.ts'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, isWide, keep, openAs, openBrowser, type Watched } from './page.ts'

let browser: Browser
const people: Watched[] = []
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const spots = groundOf('notifications')

/** A map takes seconds to draw, and nothing here stands on one. */
async function open(account: string): Promise<Page> {
  const watched = await openAs(browser, account)
  people.push(watched)
  return watched.page
}

const unread = async (page: Page) => (await asked<{ unread: number }>(page, 'GET', '/api/notices/unread')).unread
const badge = (page: Page) => page.locator('[data-testid=bell] .bell-badge [aria-hidden]')

/** A first try may have ended where the kind is kept quiet. */
async function ringFor(page: Page, kind: NoticeKind): Promise<void> {
  const { kinds } = await asked<NoticeSettings>(page, 'GET', '/api/notices/settings')
  const { mail } = kinds.find((each) => each.kind === kind) as NoticeSettings['kinds'][number]
  await asked(page, 'PATCH', '/api/notices/settings', { kinds: [{ kind, app: true, mail }] })
}

/** Opens the list of works with everything read: what other walks have left is told late, so until nothing comes any more. */
async function openQuiet(page: Page): Promise<void> {
  const quiet = async () => {
    await asked(page, 'POST', '/api/notices/read', { until: new Date().toISOString() })
    // what is told before anybody follows is read, not rung
    const following = page.waitForResponse((answer) => answer.url().includes('/api/live'))
    await page.goto(`${address}/works?lang=ar&view=list`)
    await following
    await page.waitForTimeout(2000)
    return [await unread(page), await badge(page).count()]
  }
  await expect.poll(quiet, { timeout: 60_000 }).toEqual([0, 0])
}

describe('notices in Arabic', () => {
  it('ring while somebody looks elsewhere, lead to what they are about, and are kept quiet on request', async () => {
    const [power, water] = [await open('electricity@demo'), await open('water@demo')]
    const period = { start: await dayFrom(power, 20), end: await dayFrom(power, 29) }
    const spot = spots()
    const title = `كابل ${spot}`
    const { id } = await planWorks(power, { title, spot, period })
    await ringFor(power, 'conflict_appeared')
    await openQuiet(power)
    await planWorks(water, { title: `خط ${spot}`, spot, period })
    await badge(power).waitFor()

    await power.locator('[data-testid=bell]').click()
    await power.getByRole('heading', { name: 'الإشعارات', level: 1 }).waitFor()
    const row = power.locator('.notice-row', { hasText: title })
    await row.and(power.locator('[data-unread]')).waitFor()
    await keep(power, 'notifications-ar')
    expect(await faultsOf(power)).toEqual([])
    await power.setViewportSize({ width: 320, height: 640 })
    await isWide(power, 320)
    await keep(power, 'notifications-320')
    await power.setViewportSize({ width: 1440, height: 900 })

    await row.getByRole('link').click()
    await power.waitForURL((url) => url.pathname === '/works' && url.searchParams.get('sel') === id)
    // another, so that something is unread when all is marked as read
    const later = spots()
    const other = `كابل ${later}`
    await planWorks(power, { title: other, spot: later, period })
    await planWorks(water, { title: `خط ${later}`, spot: later, period })
    await power.goBack()
    const unreadRows = power.locator('.notice-row[data-unread]')
    await unreadRows.filter({ hasText: other }).waitFor()
    await expect.poll(() => unreadRows.filter({ hasText: title }).count()).toBe(0)
    await power.getByRole('button', { name: 'تحديد الكل كمقروء' }).click()
    await expect.poll(() => unreadRows.filter({ hasText: other }).count()).toBe(0)

    await power.getByRole('button', { name: 'الإعدادات' }).click()
    const kind = power.getByRole('checkbox', { name: /ظهر تعارض مع عمل لنا/ })
    await kind.click()
    await expect.poll(() => kind.isChecked()).toBe(false)
    await power.getByText('حُفظ التغيير.').waitFor()
    expect(await faultsOf(power)).toEqual([])
    await power.reload()
    await kind.waitFor()
    expect(await kind.isChecked()).toBe(false)
    await kind.click()
    await expect.poll(() => kind.isChecked()).toBe(true)
  })
})

describe('webhooks in English', () => {
  it('are made by an administrator, whose secret is shown once, tried, and logged', async () => {
    const admin = await open('admin@demo')
    await admin.goto(`${address}/notifications?lang=en&tab=webhooks`)
    await admin.getByRole('button', { name: 'Add a webhook' }).click()
    await admin.getByRole('button', { name: 'Add', exact: true }).click()
    await admin.getByText('Choose at least one').waitFor()
    await admin.getByLabel('Address (https)').fill('https://127.0.0.1/in')
    await admin.getByRole('checkbox', { name: 'A permit is granted' }).check()
    await admin.getByRole('button', { name: 'Add', exact: true }).click()
    await admin.getByText('Only a public internet address is accepted.').waitFor()
    expect(await faultsOf(admin)).toEqual([])
    const url = `https://hooks-${Date.now()}.nasaq.invalid/in`
    await admin.getByLabel('Address (https)').fill(url)
    await admin.getByRole('button', { name: 'Add', exact: true }).click()
    const secret = admin.locator('[data-testid=webhook-secret] input')
    expect(await secret.inputValue()).toMatch(/^whsec_/)
    await admin.getByRole('button', { name: 'I have stored it' }).click()

    const card = admin.locator('.webhook-card', { hasText: url })
    await card.getByRole('button', { name: 'Send a test message' }).click()
    await card.getByText('Not delivered').waitFor({ timeout: 40_000 })
    await keep(admin, 'webhooks-en')
    expect(await faultsOf(admin)).toEqual([])
    await card.getByRole('button', { name: 'Remove' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => card.count()).toBe(0)
  })

  it('asked nobody else for anything', () => {
    expect(people.flatMap(({ foreign }) => foreign)).toEqual([])
  })
})
