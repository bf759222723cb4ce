import { type Language, languages } from '../../server/language/contract.ts'

export const calendars = ['gregorian', 'hijri'] as const
export type Calendar = (typeof calendars)[number]
export const digitSets = ['latin', 'arabic'] as const
type Digits = (typeof digitSets)[number]
export const appearances = ['device', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** How one reader wants days, numbers and colours; kept in the browser, nobody else is told. */
export interface Display {
  /** Where the address names none. */
  language: Language
  /** The main calendar; the other one stands beneath. */
  calendar: Calendar
  digits: Digits
  appearance: Appearance
}

const usual: Display = { language: 'ar', calendar: 'gregorian', digits: 'latin', appearance: 'device' }

/** `public/first-paint.js` reads the same shelf before anything is drawn. */
const shelf = 'nasaq-display'

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((word) => word === value) ?? otherwise
}

/** Reads what was kept; what is not understood is as usual, never an error. */
export function readDisplay(kept: string | null): Display {
  let raw: Record<string, unknown> = {}
  try {
    raw = Object(JSON.parse(kept ?? '{}'))
  } catch {
    // nothing that can be read
  }
  return {
    language: oneOf(raw.language, languages, usual.language),
    calendar: oneOf(raw.calendar, calendars, usual.calendar),
    digits: oneOf(raw.digits, digitSets, usual.digits),
    appearance: oneOf(raw.appearance, appearances, usual.appearance),
  }
}

function fromShelf(): Display {
  try {
    return readDisplay(localStorage.getItem(shelf))
  } catch {
    return usual
  }
}

let current = fromShelf()
const listeners = new Set<() => void>()

export function display(): Display {
  return current
}

/** Changes some of it, at once and for the next visits; without a shelf it holds for this one. */
export function changeDisplay(change: Partial<Display>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(shelf, JSON.stringify(current))
  } catch {
    // no shelf
  }
  for (const listener of listeners) listener()
}

export function onDisplayChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Another window of the same reader has changed it. */
export function followOtherWindows(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key !== shelf) return
    current = fromShelf()
    for (const listener of listeners) listener()
  })
}
