import { answered, within } from '../store/database.ts'
import { tell } from '../store/told.ts'
import { deleteMaps } from './area-maps.ts'
import type { TakenArea } from './contract.ts'

export function readArea(userId: string): Promise<TakenArea | null> {
  return within(['areas'], 'readonly', async (on) => (await answered(on('areas').get(userId))) ?? null)
}

export async function keepArea(userId: string, taken: TakenArea): Promise<void> {
  await within(['areas'], 'readwrite', (on) => answered(on('areas').put(taken, userId)))
  tell('area')
}

/** Takes everything off this phone that can be fetched again. */
export async function forgetAreas(): Promise<void> {
  await within(['areas'], 'readwrite', (on) => answered(on('areas').clear()))
  await deleteMaps()
  tell('area')
}
