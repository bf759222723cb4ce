import type { EmbeddedEngine } from './embedded.ts'

/** Our code for a statement that the watchdog ended, and PostgreSQL's for one that `statement_timeout` cancelled. */
const endedCodes = new Set<unknown>(['statement_limit', '57014'])

/** True for the error of a statement that was ended for running too long; nothing of its transaction was kept. */
export function isStatementLimit(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && endedCodes.has(error.code)
}

/** How long the service waits for a guest that holds the engine: as long as an import's own statements may take. */
const guestMilliseconds = 600_000

interface Answer {
  command: string | null
}

/** True when the engine said that the statement was carried out: without that, what it gave may be a part. */
export function isAnswered(response: Answer | Answer[] | undefined): boolean {
  return [response].flat().every((one) => one === undefined || one.command !== null)
}

/**
 * Times every statement sent to the embedded engine, which cannot cancel one itself. The pool holds a single
 * connection, so the statement that outlives its limit is the one that is running: its process is ended, and its
 * caller gets an error that says so. Callers that wait for the connection get a new one. While a guest's statements
 * run (an import from the command line), ours waits much longer before it ends them.
 */
export class Watchdog {
  readonly #engine: EmbeddedEngine
  #limit: number
  /** Connections whose engine was ended under them, with the reason: the rollback that follows must not hide it. */
  readonly #broken = new WeakMap<object, Error>()

  /** The pool holds one connection: the last one seen is the one in use. */
  #latest: object | undefined
  #expire: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(engine: EmbeddedEngine) {
    this.#engine = engine
    this.#limit = engine.statementLimit
    engine.watchHeld(() => this.#wind())
  }

  /** Starts the clock of the statement that is running anew; one that waits for a guest waits longer. */
  #wind(): void {
    clearTimeout(this.#timer)
    const limit = this.#engine.isHeld ? guestMilliseconds : this.#limit
    if (this.#expire) this.#timer = setTimeout(this.#expire, limit)
  }

  /** Sets another limit in milliseconds; without one, the engine's own is back. */
  limit(milliseconds?: number): void {
    this.#limit = milliseconds ?? this.#engine.statementLimit
  }

  /**
   * A C++ exception inside the engine's geometry library (which a native build catches and works round) ends a
   * statement in WebAssembly without an answer and without an error, and leaves the engine unsound. That must never read
   * as "no rows": the engine is ended, its transaction with it, and the caller is told.
   */
  async insist<T extends { response?: Answer | Answer[] }>(connection: object, answered: T): Promise<T> {
    if (isAnswered(answered.response)) return answered
    throw await this.distrust(connection)
  }

  /**
   * Ends an engine that can no longer be believed, and gives the error that says so, also to the rollback that follows.
   * The next statement finds a new engine on the same data.
   */
  async distrust(connection: object | undefined = this.#latest): Promise<Error> {
    const fault = Object.assign(new Error('The embedded engine gave no answer and was ended.'), {
      code: 'engine_fault',
    })
    if (connection) this.#breaks(connection, fault)
    await this.#engine.kill()
    return fault
  }

  /** The pool must not hand the connection out again, though it has not heard of its end yet. */
  #breaks(connection: object, reason: Error): void {
    this.#broken.set(connection, reason)
    Object.assign(connection, { __knex__disposed: reason.message })
  }

  async watch<T>(connection: object, statement: () => Promise<T>): Promise<T> {
    const broken = this.#broken.get(connection)
    if (broken) throw broken
    this.#latest = connection
    let ended = false
    const expire = () => {
      ended = true
      void this.#engine.kill()
    }
    this.#expire = expire
    this.#wind()
    try {
      return await statement()
    } catch (error) {
      if (!ended) throw error
      const limit = new Error('The statement ran past its limit and was ended.', { cause: error })
      this.#breaks(connection, Object.assign(limit, { code: 'statement_limit' }))
      throw limit
    } finally {
      if (this.#expire === expire) {
        this.#expire = undefined
        this.#wind()
      }
    }
  }
}
