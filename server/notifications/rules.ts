import { startOfDay } from '../time/rules.ts'
import type { Subject, SubjectType } from './contract.ts'

const [second, minute, hour] = [1000, 60_000, 3_600_000]

/** How long after a failed try comes the next, as Standard Webhooks 1.0 publishes it: 75 hours in all. */
const webhookLadder = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour] // biome-ignore format: one line
/** Of an e-mail: a server that is down comes back, an address that is wrong does not. */
const mailLadder = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour]
/** What the service itself could not make of something that happened. */
const happeningLadder = [10 * second, minute, 10 * minute, hour, 6 * hour]

export const ladders = { webhook: webhookLadder, mail: mailLadder, happening: happeningLadder } as const
export type Ladder = keyof typeof ladders

/** Tries lie apart by so much of their pause, more or less: what failed together must not come again together. */
const jitter = 0.1

/**
 * When to try again what failed for the n-th time, or `null` where the ladder has ended. `chance` lies between 0 and 1.
 */
export function nextTry(ladder: Ladder, failures: number, now: Date, chance: number): Date | null {
  const pause = ladders[ladder][failures - 1]
  if (pause === undefined) return null
  return new Date(now.getTime() + Math.round(pause * (1 + jitter * (2 * chance - 1))))
}

/** The instant on a day at which somebody's digest is due: their hour, by the clocks of the zone. */
export function digestDue(day: string, digestHour: number, zone: string): Date {
  const start = startOfDay(day, zone)
  const due = new Date(start.getTime() + digestHour * hour)
  // on a day that the clocks are changed, the hour that the clocks show counts
  const shown = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(due),
  )
  const drift = ((shown - digestHour + 36) % 24) - 12
  return new Date(due.getTime() - drift * hour)
}

const pages: Record<SubjectType, (id: string) => string> = {
  works: (id) => `/works?sel=${id}`,
  agency: (id) => `/conflicts?agency=${id}`,
  case: (id) => `/cases?sel=${id}`,
  call: (id) => `/dig-once?tab=calls&sel=${id}`,
  ban: () => '/office/bans',
  defect: (id) => `/defects?sel=${id}`,
  sample: (id) => `/samples?sel=${id}`,
  quality: (id) => `/quality?sel=${id}`,
  violation: (id) => `/violations?sel=${id}`,
  meeting: (id) => `/office/meetings?sel=${id}`,
  report: (id) => `/reports?sel=${id}`,
  delegation: () => '/consultations?tab=delegations',
}

/** The page of a subject. */
export function pathOf({ type, id }: Subject): string {
  return pages[type](id)
}

const resources: Record<SubjectType, (id: string) => string> = {
  works: (id) => `/api/works/${id}`,
  agency: () => '/api/agencies',
  case: (id) => `/api/cases/${id}`,
  call: (id) => `/api/interest-calls/${id}`,
  ban: () => '/api/contractor-bans',
  defect: (id) => `/api/defects/${id}`,
  sample: (id) => `/api/samples/${id}`,
  quality: (id) => `/api/quality/${id}`,
  violation: (id) => `/api/violations/${id}`,
  meeting: (id) => `/api/meetings/${id}`,
  report: (id) => `/api/reports/${id}`,
  delegation: () => '/api/delegations',
}

/** Where software asks for a subject. */
export function apiPathOf({ type, id }: Subject): string {
  return resources[type](id)
}
