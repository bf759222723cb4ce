import type { Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { hashPassword } from '../server/accounts/passwords.ts'
import type { Db } from '../server/database/connect.ts'

export interface User {
  email: string
  password: string
}

/** Somebody of the root authority: a planner sees all works, an inspector visits all ground. */
export async function addUser(db: Db, role: 'planner' | 'inspector'): Promise<User> {
  const user = { email: `${role}@bench`, password: `${role} of the benchmark` }
  const root = (await db('municipality').where({ is_root: true }).first('organisation_id')) as {
    organisation_id: string
  }
  await db('app_user').insert({
    id: uuidv7(),
    email: user.email,
    name_ar: role === 'planner' ? 'مخطط' : 'مفتش',
    name_en: role,
    role,
    organisation_id: root.organisation_id,
    password_hash: await hashPassword(user.password),
  })
  return user
}

/** Signs the page's browser in: the cookie is its context's. */
export async function signInWith(page: Page, address: string, user: User): Promise<string> {
  const answer = await page.context().request.post(`${address}/api/session`, { data: user })
  if (!answer.ok()) throw new Error(await answer.text())
  return ((await answer.json()) as { csrfToken: string }).csrfToken
}
