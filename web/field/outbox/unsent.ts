import { wasUsed } from '../store/database.ts'
import { entriesOf } from './entries.ts'

/** How many things of somebody lie on this phone and nowhere else. */
export async function unsentOf(userId: string): Promise<number> {
  if (!(await wasUsed())) return 0
  const entries = await entriesOf(userId).catch(() => [])
  return entries.filter(({ state }) => state !== 'sent').length
}
