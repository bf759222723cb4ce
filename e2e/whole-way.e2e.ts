import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Saved } from '../server/dig-once/contract.ts'
import type { Works } from '../server/works/contract.ts'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, forgetFailedTries, keep, openAs, openBrowser, openPage, type Watched } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Ground of its own for each walk, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('whole-way')

const texts = {
  ar: { addProject: 'إضافة مشروع إلى الخطة', coordinates: 'الإحداثيات', addPoints: 'إضافة النقاط', impact: 'الأثر المروري', utility: 'الخدمة', save: 'حفظ وإعلان الخطة', progress: 'تحويله إلى أعمال', doProgress: 'تحويله إلى عمل', title: 'العنوان', from: 'من المتر', to: 'إلى المتر', clash: 'تعارض في المكان والزمان', submit: 'تقديم الطلب', caseFollows: /فُتحت لكما قضية تنسيق/, coordination: 'قيد التنسيق', propose: 'اقتراح حل', what: 'ما الحل؟', send: 'إرسال الاقتراح', cannot: /لا يمكن قبوله: يُبقي/, clear: /أُعيد الفحص مع هذا الاقتراح: لا تعارض مانع/, accept: 'قبول الاقتراح', agreed: 'بانتظار اعتماد المكتب', adopt: 'اعتماد هذا الاقتراح', reason: 'السبب', decide: 'إصدار القرار', decided: 'قرر مكتب التنسيق ونُفّذ القرار.', shared: 'خندق مشترك', lead: 'العمل القائد', withConditions: 'موافقة بشروط', conditions: 'اكتب الشروط', object: 'اعتراض', why: 'اكتب سبب الاعتراض', answer: 'إرسال الرأي', overrule: 'عدم الأخذ بالاعتراض', approve: 'موافقة', approved: 'موافق عليه', pay: 'سداد الرسوم', paid: 'نجح السداد', isPaid: 'سُدّدت الرسوم.', back: 'العودة إلى العمل', grant: 'إصدار الرخصة', plates: 'تغطية الخندق بألواح فولاذية', permitted: 'مرخّص', check: 'صفحة التحقق من الرخصة', notBegun: 'لم يبدأ سريانها', prolong: 'طلب تمديد الرخصة', days: 'عدد الأيام الإضافية', toOffice: 'إرسال إلى المكتب', acceptIt: 'قبول التعديل' },
  en: { addProject: 'Add a project to the plan', coordinates: 'Coordinates', addPoints: 'Add the points', impact: 'Traffic impact', utility: 'Utility', save: 'Save and announce the plan', progress: 'Turn it into works', doProgress: 'Turn it into one works', title: 'Title', from: 'From metre', to: 'To metre', clash: 'Clash in place and time', submit: 'Apply for a permit', caseFollows: /a coordination case opens for both/, coordination: 'In coordination', propose: 'Propose a solution', what: 'What is the solution?', send: 'Send the proposal', cannot: /It cannot be accepted: it leaves/, clear: /Checked again with this proposal: no blocking conflict/, accept: 'Accept the proposal', agreed: 'Awaiting the office’s approval', adopt: 'Adopt this proposal', reason: 'Reason', decide: 'Issue the decision', decided: 'The coordination office decided, and it was carried out.', shared: 'Shared trench', lead: 'Lead', withConditions: 'Approval with conditions', conditions: 'Write the conditions', object: 'Objection', why: 'State the reason for the objection', answer: 'Send the answer', overrule: 'Overrule the objection', approve: 'Approve', approved: 'Approved', pay: 'Pay the fee', paid: 'Payment succeeds', isPaid: 'The fee is paid.', back: 'Back to the works', grant: 'Grant the permit', plates: 'Cover the trench with steel plates', permitted: 'Permitted', check: 'Page to verify this permit', notBegun: 'Not yet valid', prolong: 'Request an extension', days: 'Additional days', toOffice: 'Send to the office', acceptIt: 'Accept the amendment' },
} as const // biome-ignore format: a table

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const sure = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()
const ready = (page: Page, name: string) =>
  page.locator('.drawer-actions').getByRole('button', { name, exact: true }).and(page.locator(':not([aria-disabled])'))
const standsAt = (page: Page, status: string) =>
  page.locator('.life-steps [aria-current=step]', { hasText: status }).waitFor()

/** The thing that the drawer shows, once it is another than before. */
async function opened(page: Page, before = ''): Promise<string> {
  await page.waitForURL((url) => ![null, before].includes(url.searchParams.get('sel')))
  return new URL(page.url()).searchParams.get('sel') as string
}

describe.each(['ar', 'en'] as const)('the whole way from a yearly plan to an extended permit, in %s', (language) => {
  const words = texts[language]
  const people: Watched[] = []
  forgetFailedTries(people)
  const name = (what: string) => `${what} ${run} ${language}`
  const [lng, lat] = placeOf(spots())
  const point = (east: number) => `${lat.toFixed(5)} ${(lng + east).toFixed(5)}`
  let [power, water, traffic, office] = [] as unknown as [Page, Page, Page, Page]
  let [project, ours, theirs, room, number] = ['', '', '', '', '']
  let before: Saved

  const open = async (account: string): Promise<Page> => {
    const watched = await openAs(browser, account)
    people.push(watched)
    return watched.page
  }
  const go = (page: Page, path: string, sel?: string) =>
    page.goto(`${address}${path}?lang=${language}${sel ? `&sel=${sel}` : ''}`)
  const drawByCoordinates = async (page: Page, title: string, points: string) => {
    await page.locator('.draw-bar').waitFor()
    await button(page, words.coordinates).click()
    await page.locator('.way textarea').fill(points)
    await button(page, words.addPoints).click()
    await page.locator('.draw-bar .primary:enabled').click()
    await page.locator('input[name=title]').fill(title)
  }
  const payByStub = async (page: Page) => {
    await button(page, words.pay).click()
    await button(page, words.paid).click()
    await page.getByText(words.isPaid, { exact: true }).waitFor()
    await page.getByRole('link', { name: words.back }).click()
    await page.locator('.drawer .life-steps').waitFor()
  }
  beforeAll(async () => {
    power = await open('electricity@demo')
    water = await open('water@demo')
    traffic = await open('traffic@demo')
    office = await open('planner@demo')
    before = await asked<Saved>(office, 'GET', '/api/dig-once/saved')
  })
  afterAll(async () => {
    for (const { page } of people) await page.context().close()
  })

  it('a project begins in the yearly plan, and a part of it becomes works', async () => {
    await go(power, '/office/plan')
    await power.getByRole('link', { name: words.addProject }).click()
    await drawByCoordinates(power, name('Ring'), `${point(0)}\n${point(0.003)}`)
    await power.getByLabel(words.impact).selectOption('major')
    await button(power, words.save).and(power.locator(':enabled')).click()
    project = await opened(power)
    await button(power, words.progress).click()
    const form = power.locator('.progress-form')
    await form.getByLabel(words.title).fill(name('Feeder'))
    await form.getByLabel(words.from).fill('0')
    await form.getByLabel(words.to).fill('200')
    await form.getByRole('button', { name: words.doProgress, exact: true }).click()
    await power
      .locator('.progressed')
      .getByRole('button', { name: name('Feeder') })
      .click()
    ours = await opened(power, project)
    await power.locator('.project', { hasText: name('Ring') }).waitFor()
    await keep(power, `whole-way-works-${language}`)
  })

  it('another agency sees while it draws whom it meets, and plans it nevertheless', async () => {
    await go(water, '/draw')
    await drawByCoordinates(water, name('Main'), `${point(0.0004)}\n${point(0.0014)}`)
    await water.getByLabel(words.utility).selectOption('water')
    await water
      .locator('[data-testid=finding]', { hasText: name('Feeder') })
      .first()
      .waitFor()
    await button(water, words.save).and(water.locator(':enabled')).click()
    theirs = await opened(water)
    await water.locator('[data-testid=finding]', { hasText: words.clash }).first().waitFor()
    await keep(water, `whole-way-met-${language}`)
    expect(await faultsOf(water)).toEqual([])
  })

  it('who applies is told that a case follows, and it is there', async () => {
    await power
      .locator('[data-testid=finding]', { hasText: name('Main') })
      .first()
      .waitFor()
    await ready(power, words.submit).click()
    await dialog(power).getByText(words.caseFollows).waitFor()
    await sure(power, words.submit)
    await standsAt(power, words.coordination)
    await power.locator('.case-link a').first().click()
    room = await opened(power, ours)
    expect(new URL(power.url()).pathname).toBe('/cases')
  })

  it('a proposal that leaves the clash cannot be accepted, and one trench for both can', async () => {
    await button(power, words.propose).click()
    const start = dialog(power)
      .locator('.measure-works', { hasText: name('Feeder') })
      .locator('input')
      .first()
    const later = (await dayFrom(power, 15)).split('-').reverse().join('/')
    await start.fill(later)
    await start.press('Tab')
    await dialog(power).getByRole('button', { name: words.send }).and(power.locator(':enabled')).click()
    await power.getByText(words.cannot).waitFor()
    await go(water, '/cases', room)
    await button(water, words.accept).and(water.locator(':disabled')).waitFor()
    await button(power, words.propose).click()
    await dialog(power).getByLabel(words.what).selectOption('shared_trench')
    await sure(power, words.send)
    await water.getByText(words.clear).waitFor()
    await button(water, words.accept).and(water.locator(':enabled')).click()
    await sure(water, words.accept)
    await water.getByTestId('proposal').getByText(words.agreed).waitFor()
    await keep(water, `whole-way-agreed-${language}`)
    expect(await faultsOf(water)).toEqual([])
  })

  it('the office decides on it: both works are linked under a lead, and nothing blocks any more', async () => {
    await go(office, '/cases', room)
    await button(office, words.adopt).click()
    await dialog(office).getByLabel(words.reason).fill('The street is opened once.')
    await sure(office, words.decide)
    await office.getByText(words.decided).waitFor()
    await go(power, '/', ours)
    const trench = power.locator('.sharing-card', { hasText: words.shared })
    await trench.getByText(words.lead, { exact: true }).waitFor()
    await trench.getByText(name('Main')).waitFor()
    await power.locator('.case-link [data-state=settled]').first().waitFor()
    expect((await asked<Saved>(power, 'GET', '/api/dig-once/saved')).planned.groups).toBe(before.planned.groups + 1)
    const { items } = await asked<{ items: unknown[] }>(power, 'GET', `/api/conflicts?works=${ours}`)
    expect(items).toEqual([])
  })

  it('who is asked answers: on conditions, and with an objection that the office overrules', async () => {
    await go(water, '/consultations', ours)
    await water.getByRole('radio', { name: words.withConditions, exact: true }).check()
    await water.getByLabel(words.conditions).fill('Keep one metre from the main')
    await button(water, words.answer).click()
    await water.locator('[data-testid=consultation][data-answer=approve_with_conditions]').waitFor()
    await go(traffic, '/consultations', ours)
    await traffic.getByRole('radio', { name: words.object, exact: true }).check()
    await traffic.getByLabel(words.why).fill('The school year begins')
    await button(traffic, words.answer).click()
    await traffic.locator('[data-testid=consultation][data-answer=object]').waitFor()
    await go(office, '/reviews', ours)
    await button(office, words.overrule).click()
    await dialog(office).getByLabel(words.reason).fill('No school is near')
    await sure(office, words.overrule)
    await office.locator('.overruled', { hasText: 'No school is near' }).waitFor()
    await keep(office, `whole-way-answers-${language}`)
  })

  it('it is approved, paid for and granted', async () => {
    await ready(office, words.approve).click()
    await sure(office, words.approve)
    await standsAt(office, words.approved)
    await payByStub(power)
    await ready(office, words.grant).click()
    await dialog(office).getByLabel(words.plates).check()
    await sure(office, words.grant)
    await standsAt(office, words.permitted)
    number = (await office.locator('.permit-card .id').textContent()) ?? ''
    await keep(office, `whole-way-granted-${language}`)
    expect(await faultsOf(office)).toEqual([])
  })

  it('anybody verifies it at the address of its square, on a phone, and prints it', async () => {
    const link = await office.getByRole('link', { name: words.check }).getAttribute('href')
    expect(link).toContain(number)
    const citizen = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true })
    people.push(citizen)
    const { page } = citizen
    await page.goto(new URL(link ?? '', address).href)
    await page.locator('.permit-verdict', { hasText: words.notBegun }).waitFor()
    expect(await page.locator('.conditions li').allTextContents()).toContain('Keep one metre from the main')
    const paper = await page.request.get(`${address}/api/permits/${number}.pdf`)
    expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await keep(page, `whole-way-public-${language}`)
    expect(await faultsOf(page)).toEqual([])
  })

  it('more days are asked for, paid for and given', async () => {
    const { period } = await asked<Works>(power, 'GET', `/api/works/${ours}`)
    await button(power, words.prolong).click()
    await dialog(power).getByLabel(words.days).fill('5')
    await dialog(power).getByLabel(words.reason).fill('The cable comes later')
    await sure(power, words.toOffice)
    await payByStub(power)
    await button(office, words.acceptIt).and(office.locator(':enabled')).click()
    await sure(office, words.acceptIt)
    await office.locator('[data-amendment=in_effect]').waitFor()
    await keep(office, `whole-way-extended-${language}`)
    const { period: longer } = await asked<Works>(power, 'GET', `/api/works/${ours}`)
    expect(Date.parse(longer.end) - Date.parse(period.end)).toBe(5 * 86_400_000)
  })

  it('leaves nothing behind that others count, and nothing to complain of', { retry: 0 }, async () => {
    const made = [[power, ours], [water, theirs], [power, project]] as const // biome-ignore format: one line
    for (const [page, id] of made) {
      const { version } = await asked<Works>(page, 'GET', `/api/works/${id}`)
      await asked(page, 'POST', `/api/works/${id}/events`, { event: 'cancel', version })
    }
    expect(await asked<Saved>(office, 'GET', '/api/dig-once/saved')).toEqual(before)
    expect(people.flatMap(({ foreign }) => foreign)).toEqual([])
    const faults = people.flatMap(({ complaints }) => complaints).filter((line) => !/webgl/i.test(line))
    expect(faults).toEqual([])
  })
})
