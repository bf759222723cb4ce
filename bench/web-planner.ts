import type { Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { hashPassword } from '../server/accounts/passwords.ts'
import type { Db } from '../server/database/connect.ts'

export interface Planner {
  email: string
  password: string
}

/** Somebody who sees all works. */
export async function addPlanner(db: Db): Promise<Planner> {
  const planner = { email: 'planner@bench', password: 'planner of the benchmark' }
  const root = (await db('municipality').where({ is_root: true }).first('organisation_id')) as {
    organisation_id: string
  }
  await db('app_user').insert({
    id: uuidv7(),
    email: planner.email,
    name_ar: 'مخطط',
    name_en: 'Planner',
    role: 'planner',
    organisation_id: root.organisation_id,
    password_hash: await hashPassword(planner.password),
  })
  return planner
}

/** Signs the page's browser in: the cookie is its context's. */
export async function signInWith(page: Page, address: string, planner: Planner): Promise<string> {
  const answer = await page.context().request.post(`${address}/api/session`, { data: planner })
  if (!answer.ok()) throw new Error(await answer.text())
  return ((await answer.json()) as { csrfToken: string }).csrfToken
}
