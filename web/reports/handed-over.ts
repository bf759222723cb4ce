import type { Stop } from '../ui/sheet.ts'
import { blank, type Draft } from './use-report.ts'

interface Handed {
  draft: Draft
  /** Where the sheet of the form stands. */
  opens: Stop
}

let handed: Handed = { draft: blank, opens: 'full' }

/** From the page that has only the form to the one that has the map as well. */
export function handOver(form: Handed): void {
  handed = form
}

export function handedOver(): Handed {
  return handed
}

/** It is in hand, and the next report begins blank. */
export function handedOn(): void {
  handed = { draft: blank, opens: 'full' }
}
