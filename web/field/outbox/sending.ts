import type { OutboxPause } from '../offline/contract.ts'
import { troubleOf } from '../store/database.ts'
import { readPerson } from '../store/facts.ts'
import { waitNoLonger } from './entries.ts'
import { type Round, sendRound } from './sender.ts'
import { inTurn } from './turn.ts'

/** So often is looked whether something can be sent, where nothing else says so. */
const lookMilliseconds = 30_000
const shortestMilliseconds = 1_000

const standing: { pause: OutboxPause; isRunning: boolean; isAsked: boolean; timer: number } = {
  pause: null,
  isRunning: false,
  isAsked: false,
  timer: 0,
}
const listeners = new Set<() => void>()

function pauseFor(pause: OutboxPause): void {
  if (standing.pause === pause) return
  standing.pause = pause
  for (const listener of listeners) listener()
}

export const pauseNow = (): OutboxPause => standing.pause

export function onPause(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sends what can be sent: asked for while it goes on, it looks once more when it is through. */
export function wake(): void {
  standing.isAsked = true
  if (!standing.isRunning) void run()
}

async function run(): Promise<void> {
  standing.isRunning = true
  window.clearTimeout(standing.timer)
  let round: Round = { pause: null, nextAt: null }
  try {
    while (standing.isAsked) {
      standing.isAsked = false
      const isOurs = await inTurn(async (isStillOurs) => {
        round = await sendRound(isStillOurs)
      })
      if (!isOurs) round = { pause: 'other_window', nextAt: null }
    }
    pauseFor(round.pause)
  } catch (error) {
    // a store that fails now may not fail in half a minute; what is in it stays, and nobody believes that it is on its way
    pauseFor(troubleOf(error) === 'full' ? 'full' : 'store')
  } finally {
    standing.isRunning = false
  }
  const until = round.nextAt === null ? lookMilliseconds : round.nextAt.getTime() - Date.now()
  standing.timer = window.setTimeout(wake, Math.min(lookMilliseconds, Math.max(shortestMilliseconds, until)))
}

/** Whatever was to wait is tried at once. */
export async function sendNow(): Promise<void> {
  const person = await readPerson().catch(() => null)
  if (person) await waitNoLonger(person.user.id).catch(() => undefined)
  wake()
}

let places = 0

/** Sends while a page of the field is open: at once, when the network is back, when the page is looked at again, and now and then. */
export function beginSending(): () => void {
  const back = () => void sendNow()
  const seen = () => void (document.hidden || wake())
  places += 1
  window.addEventListener('online', back)
  document.addEventListener('visibilitychange', seen)
  wake()
  return () => {
    places -= 1
    window.removeEventListener('online', back)
    document.removeEventListener('visibilitychange', seen)
    if (places === 0) window.clearTimeout(standing.timer)
  }
}
