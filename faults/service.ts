import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { addressOf } from '../testing/running-service.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** A service that may die at any moment and is started again on the same data. */
export class MortalService {
  readonly #env: Record<string, string>
  #process: ChildProcess | undefined
  address = ''

  constructor(env: Record<string, string>) {
    this.#env = env
  }

  async start(): Promise<void> {
    this.#process = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: root,
      // its writers write as fast as they can, which is more than a client may
      env: {
        ...process.env,
        PORT: '0',
        NASAQ_DEMO: '1',
        DATABASE_URL: '',
        LOG_LEVEL: 'fatal',
        NASAQ_LIMITS: 'none',
        ...this.#env,
      },
      // a group of its own: the embedded engine's process dies in the same instant
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.address = await addressOf(this.#process)
  }

  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** Asks it to end, as an operator would. */
  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    const dying = this.#process
    this.#process = undefined
    if (!dying?.pid || dying.exitCode !== null) return Promise.resolve()
    const group = signal === 'SIGKILL' ? -dying.pid : dying.pid
    return new Promise((done) => {
      dying.removeAllListeners('exit')
      dying.once('exit', () => done())
      process.kill(group, signal)
    })
  }
}

/** Runs `verify` as an operator does; throws with what it said where anything is wrong. */
export function verified(env: Record<string, string>): string {
  return execFileSync(process.execPath, ['--import', 'tsx', 'server/cli.ts', 'verify'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', ...env },
    encoding: 'utf8',
  })
}
