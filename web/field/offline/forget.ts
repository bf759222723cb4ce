import { answered, wasUsed, within } from '../store/database.ts'
import { forgetAreas } from './kept-area.ts'

/** After somebody signed out: what they read here is gone. What they have not sent stays, for when they are back. */
export async function forgetHere(): Promise<void> {
  if (!(await wasUsed())) return
  await within(['facts'], 'readwrite', (on) => answered(on('facts').clear()))
  await forgetAreas()
}
