import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page as it stands, a line for each rule and element; nothing where all is well. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // colours that are on their way are neither the ones before nor the ones after
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))))
  const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document))
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary?.split('\n').at(-1)?.trim()}`,
    ),
  )
}
