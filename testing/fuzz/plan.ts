import { engineKind } from '../database.ts'

/** Cases of a whole run on both engines; `NASAQ_FUZZ_CASES` asks for more, at night. */
const all = Number(process.env.NASAQ_FUZZ_CASES ?? 10_000)
/** Another one in each run; `NASAQ_FUZZ_SEED` replays a run. */
const seed = Number(process.env.NASAQ_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
/** The embedded engine is slower, and little depends on it. */
const shares = { server: 0.75, embedded: 0.25 }

export interface Plan {
  cases: number
  seed: number
  /** Milliseconds that a test of it may take. */
  timeout: number
}

/** This engine's cases of a part of the run; the parts that all tests ask for make one. */
export function planned(part: number): Plan {
  const cases = Math.ceil(all * part * shares[engineKind()])
  return { cases, seed, timeout: 600_000 + cases * 100 }
}

/** Says what is needed to run a test of cases again. */
export function announce(name: string, cases: number): void {
  process.stdout.write(`${name}, ${engineKind()} engine: ${cases} cases, NASAQ_FUZZ_SEED=${seed}\n`)
}
