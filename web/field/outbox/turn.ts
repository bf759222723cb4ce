import { answered, within } from '../store/database.ts'
import { type Lease, leaseMilliseconds, mayTake } from './rules.ts'

const turnName = 'nasaq-outbox'
const renewMilliseconds = 10_000

/**
 * One window sends at a time; false where it is another one's turn. `isOurs` is asked between two requests. Where the browser
 * has no locks (an address without TLS), a note in the store says whose turn it is: a window that cannot read or write the note
 * sends nothing, and one that was frozen for longer than its note holds sends no further request. What was under way when that
 * happened may be sent twice: the server takes each thing once.
 */
export async function inTurn(work: (isOurs: () => Promise<boolean>) => Promise<void>): Promise<boolean> {
  if (navigator.locks) {
    await navigator.locks.request(turnName, () => work(async () => true))
    return true
  }
  const holder = `${performance.timeOrigin}-${Math.random()}`
  const isOurs = () => take(holder)
  if (!(await isOurs())) return false
  const renewing = setInterval(() => void isOurs().catch(() => false), renewMilliseconds)
  try {
    await work(isOurs)
  } finally {
    clearInterval(renewing)
    await leave(holder)
  }
  return true
}

function take(holder: string): Promise<boolean> {
  return within(['turns'], 'readwrite', async (on) => {
    const lease = (await answered(on('turns').get(turnName))) as Lease | undefined
    if (!mayTake(lease, holder, Date.now())) return false
    on('turns').put({ holder, until: Date.now() + leaseMilliseconds } satisfies Lease, turnName)
    return true
  })
}

function leave(holder: string): Promise<void> {
  return within(['turns'], 'readwrite', async (on) => {
    const lease = (await answered(on('turns').get(turnName))) as Lease | undefined
    if (lease?.holder === holder) on('turns').delete(turnName)
  })
}
