import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe-core finds on the page as it stands, in words; the map is a picture, and its list says the same. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { run } = (window as unknown as { axe: typeof import('axe-core') }).axe
    const { violations } = await run({ exclude: ['.maplibregl-map'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
}
