import type { ImportJob, Verdict } from './contract.ts'
import type { Reason } from './reason.ts'

type Told = ImportJob['reasons'][number]

export interface Counted {
  counts: Partial<Record<Verdict, number>>
  /** How many rows were given each reason, the most frequent first. */
  reasons: Told[]
}

/** How many rows got which verdict, and for which reasons. */
export class Tally {
  readonly #counts: Partial<Record<Verdict, number>>
  readonly #reasons: Map<string, Told>

  constructor({ counts, reasons }: Counted = { counts: {}, reasons: [] }) {
    this.#counts = { ...counts }
    this.#reasons = new Map(reasons.map((one) => [keyOf(one), { ...one }]))
  }

  add(verdict: Verdict, reasons: readonly Reason[]): void {
    this.#change(1, verdict, reasons)
  }

  remove(verdict: Verdict, reasons: readonly Reason[]): void {
    this.#change(-1, verdict, reasons)
  }

  get counted(): Counted {
    const reasons = [...this.#reasons.values()].filter(({ rows }) => rows > 0)
    return { counts: this.#counts, reasons: reasons.sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1)) }
  }

  /** A row counts once for each of its reasons, however often it was given that one. */
  #change(by: 1 | -1, verdict: Verdict, reasons: readonly Reason[]): void {
    this.#counts[verdict] = (this.#counts[verdict] ?? 0) + by
    for (const [key, { code, verdict: given }] of new Map(reasons.map((one) => [keyOf(one), one]))) {
      const known = this.#reasons.get(key) ?? { code, verdict: given, rows: 0 }
      this.#reasons.set(key, { ...known, rows: known.rows + by })
    }
  }
}

function keyOf({ code, verdict }: Pick<Reason, 'verdict'> & { code: string }): string {
  return `${verdict} ${code}`
}
