import type { PGlite } from '@electric-sql/pglite'
import { Ears } from './ears.ts'

interface Waiting {
  handlerId: number
  message: Uint8Array
  onData: (data: Uint8Array) => void
  resolve: (bytes: number) => void
  reject: (reason: Error) => void
}

/** Parse, Bind, Describe, Execute, Close, Flush: parts of a statement that its Sync ends. */
const extended = new Set([...'PBDECH'].map((letter) => letter.charCodeAt(0)))

/** How long a guest may leave a transaction lying while everybody else waits for its end. */
const idleMilliseconds = 10_000

const errorResponse = 'E'.charCodeAt(0)
const readyForQuery = 'Z'.charCodeAt(0)
const notification = 'A'.charCodeAt(0)
/** The first message of a connection has no letter: it begins with its length. */
const greeting = 0

/**
 * Cuts an answer into its messages: each is a type, a length that counts itself, a body. The engine hands over a large
 * answer in pieces that end anywhere; what is not whole yet waits for the next piece.
 */
class Answer {
  #rest: Uint8Array = new Uint8Array(0)

  take(piece: Uint8Array): Uint8Array[] {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const messages: Uint8Array[] = []
    let at = 0
    while (at + 5 <= bytes.length) {
      const next = at + 1 + view.getInt32(at + 1)
      if (next > bytes.length) break
      messages.push(bytes.subarray(at, next))
      at = next
    }
    this.#rest = bytes.slice(at)
    return messages
  }
}

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
  /**
   * The holder's statement failed. The engine says at once that it is ready for the next, and again at the Sync; a client
   * that heard both would be out of step from then on, so the first is kept back. What comes before the Sync is passed over.
   */
  #failed = false
  readonly #database: PGlite
  /** Where notifications go. */
  readonly ears = new Ears()
  /** Connections that are not the service's own, and how to send each away. */
  readonly #guests = new Map<number, () => void>()
  #idle: NodeJS.Timeout | undefined
  readonly #tell: (held: boolean) => void
  #held = false

  /** `tell` hears before a guest's statement begins that the engine is held, and before the service's next that it is not. */
  constructor(database: PGlite, tell: (held: boolean) => void = () => undefined) {
    this.#database = database
    this.#tell = tell
  }

  /** A connection that is not the service's own; one that leaves a transaction lying is sent away. */
  welcomeGuest(handlerId: number, sendAway: () => void): void {
    this.#guests.set(handlerId, sendAway)
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
    this.#guests.delete(handlerId)
    this.ears.forget(handlerId)
    if (this.#holder !== handlerId) return
    clearTimeout(this.#idle)
    this.#failed = false
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
    this.#hold(this.#guests.has(one.handlerId))
    clearTimeout(this.#idle)
    if (this.#failed && extended.has(type)) return one.resolve(0)
    this.ears.note(one.handlerId, one.message)
    let bytes = 0
    const whole = new Answer()
    try {
      await this.#database.runExclusive(() =>
        this.#database.execProtocolRawStream(one.message, {
          onRawData: (data) => {
            const answer = type === greeting ? data : this.#sorted(type, whole.take(data))
            bytes += answer.length
            if (answer.length > 0) one.onData(answer)
          },
        }),
      )
      one.resolve(bytes)
    } catch (reason) {
      one.reject(reason instanceof Error ? reason : new Error(String(reason)))
    }
    if (!extended.has(type)) this.#endStatement()
  }

  #hold(held: boolean): void {
    if (held !== this.#held) this.#tell(held)
    this.#held = held
  }

  /**
   * What of the messages answers the speaker. Notifications go to who listens, not to who happens to speak. An error in
   * the answer to a part of a statement is noted, and the "ready" that comes too soon with it kept back.
   */
  #sorted(type: number, messages: readonly Uint8Array[]): Uint8Array {
    const isPart = extended.has(type)
    if (isPart && messages.some(([letter]) => letter === errorResponse)) this.#failed = true
    for (const message of messages) if (message[0] === notification) this.ears.tell(message)
    return Buffer.concat(
      messages.filter(([letter]) => letter !== notification && !(isPart && this.#failed && letter === readyForQuery)),
    )
  }

  #endStatement(): void {
    this.#failed = false
    if (!this.#database.isInTransaction()) this.#holder = undefined
    const sendAway = this.#holder === undefined ? undefined : this.#guests.get(this.#holder)
    if (sendAway) this.#idle = setTimeout(sendAway, idleMilliseconds)
  }
}
