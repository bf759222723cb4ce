import { answered, connect } from '../../field/store/connection.ts'
import { askToKeep } from '../../field/store/persistence.ts'
import { mayLieHere, storeName } from './lies-here.ts'
import type { KeptReport } from './rules.ts'

/** Apart from what inspectors keep: whoever sends a report has no account, and theirs are nobody else's business. */
const within = connect<'reports'>({
  name: storeName,
  version: 1,
  make: (database) => void database.createObjectStore('reports', { keyPath: 'id' }),
})

const listeners = new Set<() => void>()
const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(storeName)
others?.addEventListener('message', () => hear())

function hear(): void {
  for (const listener of listeners) listener()
}

export function tell(): void {
  hear()
  others?.postMessage(null)
}

/** Told whenever what lies here changes, in this window or another one. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The latest first; nothing where this browser keeps nothing. */
export async function keptReports(): Promise<KeptReport[]> {
  if (!(await mayLieHere())) return []
  const all = await within(['reports'], 'readonly', (on) => answered<KeptReport[]>(on('reports').getAll()))
  return all.sort((one, other) => other.keptAt.localeCompare(one.keptAt))
}

export async function putKept(report: KeptReport): Promise<void> {
  await within(['reports'], 'readwrite', (on) => void on('reports').put(report))
  void askToKeep().catch(() => null)
  tell()
}

/** Changes one that is still there, and gives it as it is then; null: it is gone, or changes no more. */
export async function changeKept(
  id: string,
  change: (report: KeptReport) => KeptReport | null,
): Promise<KeptReport | null> {
  const changed = await within(['reports'], 'readwrite', async (on) => {
    const before = (await answered(on('reports').get(id))) as KeptReport | undefined
    const after = before ? change(before) : null
    if (after) on('reports').put(after)
    return after
  })
  tell()
  return changed
}

/** Takes one off this phone, with its photo. */
export async function dropKept(id: string): Promise<void> {
  await within(['reports'], 'readwrite', (on) => on('reports').delete(id))
  tell()
}
