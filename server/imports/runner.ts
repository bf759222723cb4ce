import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Db } from '../database/connect.ts'
import type { Services } from '../http/app-types.ts'
import type { WorksKeeper } from '../works/store.ts'
import { whileAlive } from './alive.ts'
import { checkRows } from './check.ts'
import { commitRows, isRepeat } from './commit.ts'
import type { Importer } from './kinds/kind.ts'
import { isEngineFault } from './one-by-one.ts'
import { readFile } from './read.ts'
import { findJob, moveJob } from './store.ts'

/** `stored` hears of each commit: what it stored may be drawn on a map. */
type Needs = Pick<Services, 'pack' | 'clock'> & { db: Db; keeper: WorksKeeper; stored?: () => void }

const mostTries = 5
const pauseMilliseconds = 1_000

/**
 * Works on imports in the background of the process, a chunk at a time, so that requests are answered meanwhile. Work
 * that throws leaves its job as `interrupted`: nothing of it is stored, and it can be checked anew.
 */
export class ImportRunner {
  readonly #needs: Needs
  readonly #log: Pick<FastifyBaseLogger, 'error'>
  readonly #running = new Set<Promise<void>>()
  #closing = false

  constructor(needs: Needs, log: Pick<FastifyBaseLogger, 'error'>) {
    this.#needs = needs
    this.#log = log
  }

  /** Reads the file, and checks its rows where the job came with a mapping. The file is the caller's to remove. */
  readAndCheck(jobId: string, file: { path: string; format: string }, importer: Importer): Promise<void> {
    return this.#work(jobId, async () => {
      await readFile(this.#needs.db, jobId, file, { ...this.#going(), importer })
      const job = await findJob(this.#needs.db, jobId, importer.userId)
      if (!job?.mapping) return
      if (await moveJob(this.#needs.db, jobId, { to: 'checking', from: ['needs_mapping'], now: this.#needs.clock() }))
        await this.#check(jobId, importer)
    })
  }

  /** Checks the rows of a job in status `checking`. */
  check(jobId: string, importer: Importer): Promise<void> {
    return this.#work(jobId, () => this.#check(jobId, importer))
  }

  /** Stores the good rows of a job in status `committing`. */
  commit(jobId: string, importer: Importer): Promise<void> {
    return this.#work(jobId, async () => {
      await commitRows(this.#needs.db, jobId, { ...this.#needs, importer })
      this.#needs.stored?.()
    })
  }

  /** Lets the work at hand end at its next chunk, and waits for it. */
  async close(): Promise<void> {
    this.#closing = true
    await Promise.all(this.#running)
  }

  #check(jobId: string, importer: Importer): Promise<void> {
    return checkRows(this.#needs.db, jobId, { ...this.#going(), pack: this.#needs.pack, importer })
  }

  #going() {
    return { clock: this.#needs.clock, going: () => !this.#closing }
  }

  #work(jobId: string, work: () => Promise<void>): Promise<void> {
    const done = whileAlive(this.#needs.db, jobId, work)
      .catch((error: unknown) => this.#brokenOff(jobId, error))
      .finally(() => this.#running.delete(done))
    this.#running.add(done)
    return done
  }

  /**
   * Says on the job why its work ended. Where its commit went through after all, the job says so and is left alone. The
   * database may have gone with the work: an embedded engine that was ended takes a while to come back.
   */
  async #brokenOff(jobId: string, error: unknown): Promise<void> {
    const { log, ...change } = this.#told(error)
    if (log) this.#log.error({ err: error, jobId }, 'an import was interrupted')
    for (let tries = 0; tries < mostTries; tries++) {
      try {
        await moveJob(this.#needs.db, jobId, { ...change, now: this.#needs.clock() })
        return
      } catch {
        if (this.#closing) return
        await pause(pauseMilliseconds)
      }
    }
  }

  #told(error: unknown) {
    const moving = { to: 'interrupted', from: ['reading', 'checking', 'committing'] } as const
    if (this.#closing) return { ...moving, fault: { code: 'interrupted' }, log: false } as const
    if (isRepeat(error))
      return { to: 'checked', from: ['committing'], fault: { code: 'changed_meanwhile' }, log: false } as const
    const code = isEngineFault(error) ? 'overlaps_not_computable' : 'unexpected'
    return { ...moving, fault: { code }, log: true } as const
  }
}
