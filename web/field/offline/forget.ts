import type { User } from '../../../server/agencies/contract.ts'
import { wasUsed } from '../store/database.ts'
import { forgetFacts, readPerson } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { forgetAreas } from './kept-area.ts'

/** After somebody signed out: what they read here is gone. What they have not sent stays, for when they are back. */
export async function forgetHere(): Promise<void> {
  if (!(await wasUsed())) return
  await forgetFacts()
  await forgetAreas()
  tell('session')
}

/** Whom this phone still knows, though nobody is signed in: a session that ran out leaves its person here for a week. */
export async function whoIsKnown(): Promise<User | null> {
  if (!(await wasUsed())) return null
  return (await readPerson())?.user ?? null
}
