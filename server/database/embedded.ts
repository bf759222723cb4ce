import { type ChildProcess, fork } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Order } from './embedded-process.ts'
import { type Address, doors, hasSocketFiles } from './folder.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = fileURLToPath(new URL('./embedded-process.ts', import.meta.url))
export interface EmbeddedOptions extends Order {
  /** Milliseconds that a statement may take before the engine is ended and started anew. */
  statementLimit: number
}

/**
 * The embedded engine as its parent sees it: a child process that is started, waited for, ended when a statement
 * outlives its limit, and started again on the same data.
 */
export class EmbeddedEngine {
  readonly connection: Address & { user: string; database: string; password: string }
  readonly #options: EmbeddedOptions
  #child: ChildProcess | undefined
  #ready: Promise<void> | undefined
  #stopping = false
  #restarts = 0
  /** Resolves when the last engine that was ended is gone: two on one folder would ruin it. */
  #gone: Promise<void> = Promise.resolve()
  #isHeld = false
  #onHeld: () => void = () => undefined

  constructor(options: EmbeddedOptions) {
    this.#options = { ...options, socketDir: resolve(options.socketDir) }
    const hasFiles = hasSocketFiles(this.#options.socketDir)
    this.connection = {
      host: hasFiles ? this.#options.socketDir : '127.0.0.1',
      port: hasFiles ? doors.service : 0,
      user: 'postgres',
      database: 'postgres',
      password: 'postgres',
    }
  }

  get statementLimit(): number {
    return this.#options.statementLimit
  }

  get restarts(): number {
    return this.#restarts
  }

  /** True while statements of a guest (the command line, psql) run: the service's own wait. */
  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Calls back whenever `isHeld` is another. */
  watchHeld(changed: () => void): void {
    this.#onHeld = changed
  }

  /** Resolves when the engine answers; starts it when it is not running. */
  ready(): Promise<void> {
    if (this.#stopping) return Promise.reject(new Error('The embedded database is closed.'))
    this.#ready ??= this.#start()
    return this.#ready
  }

  /** Ends the process whatever it is doing. Committed data stay; the next `ready()` starts it again. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#restarts += 1
    this.#child = undefined
    this.#ready = undefined
    this.#gone = ended(child, () => child.kill('SIGKILL'))
    await this.#gone
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#gone
    const child = this.#child
    if (!child) return
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended(child, () => child.connected && child.send({ stop: true }))
    clearTimeout(patience)
  }

  /** Writes a gzipped dump of the whole database to `path`. */
  async dump(path: string): Promise<void> {
    await this.ready()
    const child = this.#child
    if (!child) throw new Error('The embedded database is not running.')
    await new Promise<void>((done, fail) => {
      child.once('exit', () => fail(new Error('The embedded database ended while it was dumped.')))
      child.on('message', (message: { dumped?: boolean }) => message.dumped && done())
      child.send({ dump: path })
    })
  }

  async #start(): Promise<void> {
    await this.#gone
    if (this.#stopping) throw new Error('The embedded database is closed.')
    const { dataDir, socketDir, template } = this.#options
    const order: Order = {
      socketDir,
      ...(dataDir ? { dataDir: resolve(dataDir) } : {}),
      ...(template ? { template } : {}),
    }
    const child = fork(program, [JSON.stringify(order)], {
      // where `tsx` is found, whatever folder the service was started in
      cwd: root,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child = child
    this.#hold(false)
    child.once('exit', () => {
      if (this.#child !== child) return
      this.#child = undefined
      this.#ready = undefined
    })
    await new Promise<void>((done, fail) => {
      child.once('exit', (code) => fail(new Error(`The embedded database did not start (exit ${code}).`)))
      child.on('message', (message: { ready?: boolean; port?: number; held?: boolean }) => {
        if (message.held !== undefined) this.#hold(message.held)
        if (!message.ready) return
        if (message.port) this.connection.port = message.port
        done()
      })
    })
  }

  #hold(held: boolean): void {
    this.#isHeld = held
    this.#onHeld()
  }
}

function ended(child: ChildProcess, end: () => unknown): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    end()
  })
}
