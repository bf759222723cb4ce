import type { EntryKind, PavementEntry, Stretch } from '../../../server/inspections/ledger/contract.ts'

/** A stretch in the row of a year: its lane, and where it begins and how long it is, in hundredths of the street. */
export interface LineBar {
  entry: PavementEntry
  stretch: Stretch
  lane: number
  start: number
  width: number
}

export interface YearRow {
  year: number
  bars: LineBar[]
  lanes: number
}

/** Shares of the street below which a bar could be neither seen nor hit. */
const leastShare = 0.6

/**
 * A street as a straight line: the stretches of each year in which something was opened, the newest first, laid into lanes so
 * that none lies over another. Each stands in the first lane that is free.
 */
export function yearRows(entries: readonly PavementEntry[], lengthMetres: number): YearRow[] {
  const years = new Map<number, { entry: PavementEntry; stretch: Stretch }[]>()
  for (const entry of entries) {
    const year = Number(entry.openedOn.slice(0, 4))
    const all = years.get(year) ?? []
    all.push(...entry.stretches.map((stretch) => ({ entry, stretch })))
    years.set(year, all)
  }
  return [...years]
    .sort(([one], [other]) => other - one)
    .map(([year, all]) => ({ year, ...inLanes(all, lengthMetres) }))
}

function inLanes(all: readonly { entry: PavementEntry; stretch: Stretch }[], lengthMetres: number) {
  const share = (metres: number) => Math.min(100, Math.max(0, (metres / Math.max(lengthMetres, 1)) * 100))
  /** Where each lane is taken to. */
  const taken: number[] = []
  const bars = [...all]
    .sort((one, other) => one.stretch.fromMetres - other.stretch.fromMetres)
    .map(({ entry, stretch }): LineBar => {
      const width = Math.max(share(stretch.toMetres) - share(stretch.fromMetres), leastShare)
      const start = Math.min(share(stretch.fromMetres), 100 - width)
      const free = taken.findIndex((end) => end <= start)
      const lane = free < 0 ? taken.length : free
      taken[lane] = start + width
      return { entry, stretch, lane, start, width }
    })
  return { bars, lanes: Math.max(taken.length, 1) }
}

/** Round metres for the scale of a street: at most so many, always the beginning. */
export function marksOf(lengthMetres: number, most = 8): number[] {
  const steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
  const step = steps.find((each) => lengthMetres / each <= most) ?? 10_000
  return Array.from({ length: Math.floor(lengthMetres / step) + 1 }, (_, n) => n * step)
}

/** The years that a filter offers: from this one back to the first. */
export function yearsOf(firstYear: number | null, thisYear: number): number[] {
  const first = Math.min(firstYear ?? thisYear, thisYear)
  return Array.from({ length: thisYear - first + 1 }, (_, n) => thisYear - n)
}

/** What an address asks of the ledger; what is not understood is left out. */
export function askedOf(
  year: string | undefined,
  kind: string | undefined,
  kinds: readonly EntryKind[],
): { year: string | null; kind: EntryKind | null } {
  return {
    year: /^(19|20)\d\d$/.test(year ?? '') ? (year as string) : null,
    kind: kinds.find((each) => each === kind) ?? null,
  }
}
