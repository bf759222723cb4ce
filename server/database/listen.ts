import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Who listens on a channel. */
export interface Ear {
  /** A transaction that said this has committed. */
  heard: (payload: string) => void
  /** From now on everything is heard; what was said until now may not have been. */
  listening: () => void
}

/** Listens until the function that it gives is called, through every break of the connection. */
export type Listen = (channel: string, ear: Ear) => () => Promise<void>

/** Hears nothing: for a service whose database nobody else writes to, or that nobody looks at. */
export const deaf: Listen = () => async () => undefined

const pauseMilliseconds = 500
const patienceMilliseconds = 1000

interface Checking {
  /** Asks so often whether the other end is still there; never where a break cannot go unnoticed. */
  checkMilliseconds?: number
}

/** Listens on a connection of its own: `settings` say where, each time that one is opened. */
export function listenBy(settings: () => Promise<pg.ClientConfig>, checking: Checking = {}): Listen {
  return (channel, ear) => {
    const { signal, abort } = abortable()
    const running = keepListening(
      async () => listenOnce(await settings(), { channel, ear, signal, ...checking }),
      signal,
    )
    return async () => {
      abort()
      // what does not end by itself must not keep the service from ending
      await Promise.race([running, sleep(patienceMilliseconds, undefined, { ref: false })])
    }
  }
}

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

async function keepListening(listen: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen().catch(() => undefined)
    await sleep(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

interface Listening extends Checking {
  channel: string
  ear: Ear
  signal: AbortSignal
}

/** Resolves or rejects when the connection is no more. */
async function listenOnce(
  config: pg.ClientConfig,
  { channel, ear, signal, checkMilliseconds }: Listening,
): Promise<void> {
  if (signal.aborted) return
  const client = new pg.Client(config)
  const lost = new Promise<void>((done) => client.once('end', () => done()))
  const end = () => void client.end().catch(() => undefined)
  client.on('error', () => undefined)
  client.on('notification', ({ channel: said, payload = '' }) => said === channel && ear.heard(payload))
  signal.addEventListener('abort', end, { once: true })
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    ear.listening()
    await (checkMilliseconds === undefined
      ? lost
      : Promise.race([lost, checked(client, { every: checkMilliseconds, signal })]))
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

/** Rejects when the other end does not answer. */
async function checked(client: pg.Client, { every, signal }: { every: number; signal: AbortSignal }): Promise<void> {
  for (;;) {
    await sleep(every, undefined, { signal, ref: false })
    await client.query('select 1')
  }
}
