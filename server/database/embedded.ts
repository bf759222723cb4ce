import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./embedded-process.ts', import.meta.url))
/** The longest path a unix socket may have on the systems we run on, less one for its end. */
const longestSocketPath = 100
const port = 5432

export interface EmbeddedOptions {
  /** Folder of the data; without one the database lives in memory and only the socket in `socketDir`. */
  dataDir?: string
  socketDir: string
  /** A gzipped dump that a new, empty database starts from. */
  template?: string
  /** Milliseconds that a statement may take before the engine is ended and started anew. */
  statementLimit: number
}

/**
 * The embedded engine as its parent sees it: a child process that is started, waited for, ended when a statement
 * outlives its limit, and started again on the same data.
 */
export class EmbeddedEngine {
  readonly connection: { host: string; port: number; user: string; database: string; password: string }
  readonly #options: EmbeddedOptions
  #child: ChildProcess | undefined
  #ready: Promise<void> | undefined
  #stopping = false
  #restarts = 0

  constructor(options: EmbeddedOptions) {
    this.#options = { ...options, socketDir: resolve(options.socketDir) }
    const unix = process.platform !== 'win32' && this.#socketPath().length <= longestSocketPath
    this.connection = {
      host: unix ? this.#options.socketDir : '127.0.0.1',
      port: unix ? port : 0,
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
    this.#ready = undefined
    await ended(child, () => child.kill('SIGKILL'))
  }

  async stop(): Promise<void> {
    this.#stopping = true
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

  #socketPath(): string {
    return join(this.#options.socketDir, `.s.PGSQL.${port}`)
  }

  async #start(): Promise<void> {
    const { dataDir, socketDir, template } = this.#options
    mkdirSync(socketDir, { recursive: true, mode: 0o700 })
    const unix = this.connection.host !== '127.0.0.1'
    if (unix) rmSync(this.#socketPath(), { force: true })
    const fresh = template && (this.#restarts === 0 || !dataDir)
    const order = {
      ...(dataDir ? { dataDir } : {}),
      ...(fresh ? { template } : {}),
      socket: unix ? { path: this.#socketPath() } : { host: '127.0.0.1', port: 0 },
    }
    const child = fork(program, [JSON.stringify(order)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child = child
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined
      this.#ready = undefined
    })
    await new Promise<void>((done, fail) => {
      child.once('exit', (code) => fail(new Error(`The embedded database did not start (exit ${code}).`)))
      child.on('message', (message: { ready?: boolean; port?: number }) => {
        if (!message.ready) return
        if (message.port) this.connection.port = message.port
        done()
      })
    })
  }
}

function ended(child: ChildProcess, end: () => unknown): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    end()
  })
}
