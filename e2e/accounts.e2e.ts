import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const water = 'شركة المياه التجريبية'

/** E-mails are unique: a second walk through the same service, or a second try, invites somebody else. */
async function invite(page: Page, who: string): Promise<{ email: string; link: string }> {
  const email = `${who}.${Date.now()}@water.example`
  await page.goto(`${address}/accounts?lang=ar&sel=new`)
  await page.getByLabel('البريد الإلكتروني').fill(email)
  await page.getByLabel('الاسم بالعربية').fill('مستخدم تجريبي')
  await page.getByLabel('الاسم بالإنجليزية').fill(`Demo user ${who}`)
  await page.getByLabel('الجهة', { exact: true }).selectOption({ label: water })
  const roles = await page.getByLabel('الدور', { exact: true }).locator('option').allTextContents()
  expect(roles).toEqual(['جهة خدمية', 'مقاول', 'استشاري', 'مدير النظام'])
  await page.getByRole('button', { name: 'إنشاء الدعوة' }).click()
  const link = await page.getByTestId('ticket').getByLabel('الرابط').inputValue()
  expect(link).toMatch(/\/welcome#[\w-]{43}$/)
  return { email, link }
}

/** Takes up the invitation in a browser of their own, and signs in. */
async function takeUp(link: string, email: string, password: string) {
  const watched = await openPage(browser)
  const { page } = watched
  await page.goto(link)
  await page.getByLabel('كلمة المرور الجديدة', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'حفظ كلمة المرور' }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in' && url.hash === '')
  expect(await page.getByLabel('البريد الإلكتروني').inputValue()).toBe(email)
  await page.getByLabel('كلمة المرور').fill(password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === '/')
  return watched
}

const statusOf = (page: Page) => page.evaluate(async () => (await fetch('/api/session')).status)

describe('accounts', () => {
  it('begin with a link that is told once, and end at once when they are suspended', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await signIn(page, 'admin@demo')
    const { email, link } = await invite(page, 'walk')
    await keep(page, 'account-invited')
    const secret = link.split('#')[1] ?? ''
    await page.getByRole('button', { name: 'فتح الحساب' }).click()
    await page.locator('.drawer .tag', { hasText: 'مدعو' }).waitFor()
    expect(await page.content()).not.toContain(secret)

    const guest = await openPage(browser)
    const asked: string[] = []
    guest.page.on('request', (request) => asked.push(request.url()))
    await guest.page.goto(link)
    const password = guest.page.getByLabel('كلمة المرور الجديدة', { exact: true })
    const save = guest.page.getByRole('button', { name: 'حفظ كلمة المرور' })
    const fault = guest.page.locator('.text-field small')
    await password.fill('short')
    await save.click()
    expect(await fault.textContent()).toBe('كلمة المرور قصيرة: 12 حرفًا على الأقل')
    expect(guest.complaints).toEqual([])
    await password.fill('password1234')
    await save.click()
    await guest.page.getByText('كلمة المرور هذه شائعة').waitFor()
    await keep(guest.page, 'welcome-refused')
    await guest.page.getByTestId('language').click()
    await guest.page.getByText('An invitation to Nasaq for:').waitFor()
    expect(new URL(guest.page.url()).hash).toBe(`#${secret}`)
    expect(asked.filter((url) => url.includes(secret) && !url.startsWith(`${address}/welcome#`))).toEqual([])
    await guest.page.context().close()

    const { page: theirs } = await takeUp(link, email, 'three brown camels')
    await theirs.locator('.rail-end', { hasText: 'مستخدم تجريبي' }).waitFor()
    expect(await statusOf(theirs)).toBe(200)

    const late = await openPage(browser)
    await late.page.goto(link)
    await late.page.getByText('الرابط غير صالح').waitFor()
    expect(await late.page.locator('input[type=password]').count()).toBe(0)
    await late.page.context().close()

    // the account was taken up meanwhile: what the drawer shows is of before
    await page.getByRole('button', { name: 'إيقاف الحساب' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'تراجع' }).click()
    expect(await statusOf(theirs)).toBe(200)
    await page.getByRole('button', { name: 'إيقاف الحساب' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'إيقاف الحساب' }).click()
    await page.getByText('تغيّرت البيانات منذ قرأتها').waitFor()
    expect(await statusOf(theirs)).toBe(200)
    await page.getByRole('button', { name: 'عرض أحدث نسخة' }).click()
    await page.locator('.drawer .tag', { hasText: 'مفعّل' }).waitFor()
    await page.getByRole('button', { name: 'إيقاف الحساب' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'إيقاف الحساب' }).click()
    await page.getByText('أُوقف الحساب وانتهت جلساته كلها.').waitFor()
    expect(await statusOf(theirs)).toBe(401)
    await theirs.reload()
    await theirs.locator('.rail-end', { hasText: 'تسجيل الدخول' }).waitFor()
    await theirs.context().close()

    const history = page.locator('.history-of .audit-sentence')
    await history.filter({ hasText: 'إيقاف حساب مستخدم تجريبي من قِبل مدير النظام التجريبي' }).waitFor()
    expect(await history.allTextContents()).toEqual([
      'إيقاف حساب مستخدم تجريبي من قِبل مدير النظام التجريبي',
      'دخول مستخدم تجريبي إلى النظام',
      'قبول مستخدم تجريبي الدعوة واختيار كلمة المرور',
      'دعوة مستخدم تجريبي من قِبل مدير النظام التجريبي',
    ])
    await keep(page, 'account-suspended')
    expect(foreign).toEqual([])
    expect(complaints.filter((words) => !words.includes('409'))).toEqual([])
    await page.context().close()
  })

  it('are for administrators only', async () => {
    const { page } = await openPage(browser)
    await signIn(page, 'planner@demo')
    expect(await page.locator('.rail').getByRole('link', { name: 'الحسابات', exact: true }).count()).toBe(0)
    await page.goto(`${address}/accounts?lang=ar`)
    await page.getByText('إدارة الحسابات والمفاتيح لمديري الأنظمة').waitFor()
    expect(await page.locator('.account-row').count()).toBe(0)
    await page.context().close()
  })

  it('show their owner where they are signed in, and sign out everywhere', async () => {
    const { page: admin } = await openPage(browser)
    await signIn(admin, 'admin@demo')
    const { email, link } = await invite(admin, 'twice')
    await admin.context().close()
    const { page: first } = await takeUp(link, email, 'three brown camels')
    const { page: second } = await openPage(browser)
    await second.goto(`${address}/sign-in?lang=ar`)
    await second.getByLabel('البريد الإلكتروني').fill(email)
    await second.getByLabel('كلمة المرور').fill('three brown camels')
    await second.locator('form button[type=submit]').click()
    await second.waitForURL((url) => url.pathname === '/')
    await second.goto(`${address}/sign-in?lang=ar`)
    await second.locator('.own-sessions li').nth(1).waitFor()
    expect(await second.locator('.own-sessions li').count()).toBe(2)
    await second.getByRole('button', { name: 'تسجيل الخروج من كل الأجهزة' }).click()
    await second.getByRole('dialog').getByRole('button', { name: 'تسجيل الخروج من كل الأجهزة' }).click()
    await second.getByLabel('كلمة المرور').waitFor()
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 401])
    await first.context().close()
    await second.context().close()
  })
})

describe('keys', () => {
  it('are told once, open what they were made for, and nothing once revoked: which the audit tells', async () => {
    const { page, complaints } = await openPage(browser)
    const name = `GIS ${Date.now()}`
    await signIn(page, 'admin@demo')
    await page.goto(`${address}/accounts?lang=en&tab=keys`)
    await page.getByRole('button', { name: 'Create a key' }).click()
    await page.getByLabel('Name of the system').fill(name)
    await page.getByLabel('Organisation', { exact: true }).selectOption({ label: 'Demo Water Company' })
    expect(await page.locator('.scope-boxes label').count()).toBe(5)
    await page.getByLabel('Read the conflict register').check()
    expect(await page.getByLabel('Read works and plans').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Create the key' }).click()
    const token = await page.getByTestId('token').getByLabel('Key').inputValue()
    await keep(page, 'key-made')
    const ask = async (path: string) => {
      const answer = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } })
      return answer.status
    }
    expect([await ask('/api/conflicts?limit=1'), await ask('/api/accounts')]).toEqual([200, 403])

    await page.goto(`${address}/accounts?lang=en&tab=keys`)
    const row = page.locator('.key-row', { hasText: name })
    await row.getByText('Last use').waitFor()
    expect(await page.content()).not.toContain(token)
    await row.getByRole('button').click()
    await page.keyboard.press('Escape')
    expect(await ask('/api/conflicts?limit=1')).toBe(200)
    await row.getByRole('button').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await row.locator('.tag', { hasText: 'Revoked' }).waitFor()
    expect(await ask('/api/conflicts?limit=1')).toBe(401)

    await page.goto(`${address}/audit?lang=en&kind=key`)
    const told = page.locator('.audit-entry', { hasText: name })
    await told.nth(1).waitFor()
    expect(await told.locator('.audit-sentence').allTextContents()).toEqual([
      `Demo administrator revoked the key ${name} ${token.slice(0, 10)}`,
      `Demo administrator created the key ${name} ${token.slice(0, 10)}`,
    ])
    await told.nth(1).getByText('What was recorded').click()
    await told.nth(1).getByText('Read works and plans, Read the conflict register').waitFor()
    await keep(page, 'audit-keys')
    await told.nth(0).getByRole('link').click()
    await page.locator('.key-row[aria-current=true]', { hasText: name }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('the audit', () => {
  it('of an agency is of its own, opens what it tells of, and says when a filter leaves nothing', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'water@demo')
    await page.goto(`${address}/audit?lang=ar&kind=works`)
    await page.locator('.audit-entry').nth(39).waitFor()
    const owners = new Set(await page.locator('.audit-entry .chip').allTextContents())
    expect([...owners]).toEqual([water])
    // the next page comes when the end of the list comes in sight
    await page.locator('.audit-entry').nth(39).scrollIntoViewIfNeeded()
    await page.locator('.audit-entry').nth(79).waitFor()
    await page.locator('.audit-entry .link').first().click()
    await page.waitForURL((url) => url.pathname === '/works' && url.searchParams.has('sel'))
    await page.locator('.drawer h1').waitFor()
    await page.goto(`${address}/audit?lang=ar&since=2020-01-01&until=2020-01-02`)
    await page.getByText('لا تغييرات بهذه التصفية').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
