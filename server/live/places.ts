import type { Client } from '../http/limits/clients.ts'
import type { Limits } from '../http/limits/figures.ts'

/** Counts the streams that each client holds open. */
export class Places {
  readonly #limits: Limits['streams'] | null
  readonly #taken = new Map<string, number>()
  #all = 0

  constructor(limits: Limits['streams'] | null) {
    this.#limits = limits
  }

  /** Gives what frees the place again, or who has too many: the client, or all of them together. */
  take(client: Client | null): (() => void) | 'client' | 'all' {
    const { key, standing } = client ?? { key: '', standing: 'visitor' as const }
    const mine = this.#taken.get(key) ?? 0
    if (this.#limits && mine >= this.#limits.most[standing]) return 'client'
    if (this.#limits && this.#all >= this.#limits.overall) return 'all'
    this.#taken.set(key, mine + 1)
    this.#all += 1
    return () => {
      this.#all -= 1
      const left = (this.#taken.get(key) ?? 0) - 1
      if (left > 0) this.#taken.set(key, left)
      else this.#taken.delete(key)
    }
  }
}
