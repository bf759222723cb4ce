import { answered, within } from '../store/database.ts'

const turnName = 'nasaq-outbox'
/** A turn that nobody renews is over: its window is gone. */
const leaseMilliseconds = 30_000
const renewMilliseconds = 10_000

interface Lease {
  holder: string
  until: number
}

/**
 * One window sends at a time. `isOurs` is asked between two requests. Where the browser has no locks (an address without
 * TLS), a note in the store says whose turn it is; were two to send all the same, the server takes each thing once.
 */
export async function inTurn(work: (isOurs: () => Promise<boolean>) => Promise<void>): Promise<void> {
  if (navigator.locks) return navigator.locks.request(turnName, () => work(async () => true))
  const holder = `${performance.timeOrigin}-${Math.random()}`
  const isOurs = () => take(holder)
  if (!(await isOurs())) return
  const renewing = setInterval(() => void isOurs().catch(() => false), renewMilliseconds)
  try {
    await work(isOurs)
  } finally {
    clearInterval(renewing)
    await leave(holder)
  }
}

function take(holder: string): Promise<boolean> {
  return within(['turns'], 'readwrite', async (on) => {
    const lease = (await answered(on('turns').get(turnName))) as Lease | undefined
    if (lease && lease.holder !== holder && lease.until > Date.now()) return false
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
