import { wasUsed } from '../store/database.ts'
import { forgetFacts } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { forgetAreas } from './kept-area.ts'

/** After somebody signed out: what they read here is gone. What they have not sent stays, for when they are back. */
export async function forgetHere(): Promise<void> {
  if (!(await wasUsed())) return
  await forgetFacts()
  await forgetAreas()
  tell('session')
}
