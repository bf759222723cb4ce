import type { PGlite } from '@electric-sql/pglite'

interface Waiting {
  handlerId: number
  message: Uint8Array
  onData: (data: Uint8Array) => void
  resolve: (bytes: number) => void
  reject: (reason: Error) => void
}

const sync = 'S'.charCodeAt(0)
const extended = new Set([...'PBDECH'].map((letter) => letter.charCodeAt(0)))

/**
 * Lets the connections of one embedded engine take turns.
 *
 * The queue that comes with the socket library takes turns by wire message, so that two connections that prepare an
 * unnamed statement at once bind each other's. This one keeps the turn from the first message of a statement until its
 * Sync, and through a transaction until its end. A failed message fails its own connection only.
 */
export class StatementQueue {
  #waiting: Waiting[] = []
  #holder: number | undefined
  #busy = false
  readonly #database: PGlite

  constructor(database: PGlite) {
    this.#database = database
  }

  enqueue(handlerId: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ handlerId, message, onData, resolve, reject })
      void this.#work()
    })
  }

  getQueueLength(): number {
    return this.#waiting.length
  }

  clearQueueForHandler(handlerId: number): void {
    const gone = this.#waiting.filter((one) => one.handlerId === handlerId)
    this.#waiting = this.#waiting.filter((one) => one.handlerId !== handlerId)
    for (const one of gone) one.reject(new Error('connection closed'))
  }

  /** A connection that closes in the middle of its turn must not leave its transaction to the next one. */
  async clearTransactionIfNeeded(handlerId: number): Promise<void> {
    if (this.#holder !== handlerId) return
    if (this.#database.isInTransaction()) await this.#database.exec('ROLLBACK')
    this.#holder = undefined
    void this.#work()
  }

  async #work(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    for (let next = this.#take(); next; next = this.#take()) await this.#run(next)
    this.#busy = false
  }

  #take(): Waiting | undefined {
    const holder = this.#holder
    if (holder === undefined) return this.#waiting.shift()
    const place = this.#waiting.findIndex((one) => one.handlerId === holder)
    return place < 0 ? undefined : this.#waiting.splice(place, 1)[0]
  }

  async #run(one: Waiting): Promise<void> {
    const type = one.message[0] ?? 0
    this.#holder = one.handlerId
    let bytes = 0
    try {
      await this.#database.runExclusive(() =>
        this.#database.execProtocolRawStream(one.message, {
          onRawData: (data) => {
            bytes += data.length
            one.onData(data)
          },
        }),
      )
      one.resolve(bytes)
    } catch (reason) {
      one.reject(reason instanceof Error ? reason : new Error(String(reason)))
    }
    const midStatement = extended.has(type) && type !== sync
    if (!midStatement && !this.#database.isInTransaction()) this.#holder = undefined
  }
}
