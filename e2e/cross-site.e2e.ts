import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, openBrowser, openPage, signIn } from './page.ts'

/** A page of somebody else's that sends a form to us as soon as it is opened, and shows what we answer. */
const trap = `<!doctype html><title>Win a prize</title>
<form id="form" method="post" enctype="multipart/form-data" action="${address}/api/imports?wait=true">
  <input name="kind" value="works"><input type="file" name="file">
</form>
<script>
  const file = new File(['{"type":"FeatureCollection","features":[]}'], 'trap.geojson')
  const files = new DataTransfer()
  files.items.add(file)
  document.querySelector('[type=file]').files = files.files
  document.getElementById('form').submit()
</script>`

let browser: Browser
let foreign: Server
let port: number
beforeAll(async () => {
  browser = await openBrowser()
  foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(trap))
  await new Promise<void>((done) => void foreign.listen(0, '127.0.0.1', done))
  port = (foreign.address() as AddressInfo).port
})
afterAll(async () => {
  foreign.close()
  await browser.close()
})

async function importsOf(page: Page): Promise<string[]> {
  const answer = await page.request.get(`${address}/api/imports`)
  expect(answer.status()).toBe(200)
  return ((await answer.json()) as { items: { fileName: string }[] }).items.map(({ fileName }) => fileName)
}

/** Opens the foreign page in the browser of somebody who is signed in; gives what our service answered its form. */
async function fallInto(page: Page, host: string): Promise<{ status: number; type: string }> {
  const answered = page.waitForResponse((response) => response.url().startsWith(`${address}/api/imports`))
  await page.goto(`http://${host}:${port}/`)
  const answer = await answered
  return { status: answer.status(), type: ((await answer.json()) as { type: string }).type }
}

describe('a form on somebody else’s page', () => {
  it('does nothing in the name of whoever opens it, even where the browser sends their session along', async () => {
    const { page } = await openPage(browser)
    await signIn(page, 'water@demo')
    const before = await importsOf(page)
    // another port of the same site: the cookie comes along, the token of the session does not
    expect(await fallInto(page, '127.0.0.1')).toEqual({ status: 403, type: '/problems/csrf' })
    // another site: the cookie stays at home
    expect(await fallInto(page, 'localhost')).toEqual({ status: 401, type: '/problems/unauthenticated' })
    expect(await importsOf(page)).toEqual(before)
    await page.context().close()
  })
})
