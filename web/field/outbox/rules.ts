import type { About, EntryState, LastAnswer, NewInspection, OutboxEntry, VisitDeed } from '../offline/contract.ts'

/** What an answer means for an entry: it is there; once more, not before `seconds` have passed; a person must look. */
export type Verdict =
  | { next: 'sent' }
  | { next: 'again'; seconds: number; stopsAll: boolean }
  | { next: 'sign_in' }
  | { next: 'needs_you' }

/** An answer as the network gave it; status 0: none came. */
export interface Heard {
  status: number
  type: string
  retryAfter?: number | undefined
  /** The network came back while it was asked: what was on its way before is lost, and nothing has to wait any more. */
  isBack?: boolean
}

/** Whose turn it is to send, and until when unless it is said again. */
export interface Lease {
  holder: string
  until: number
}

/** A turn that nobody renews is over: its window is gone. */
export const leaseMilliseconds = 30_000

/** May this window send? No clock that is right writes a turn that holds longer: such a note is of before the clock was put back. */
export function mayTake(lease: Lease | undefined, holder: string, now: number): boolean {
  return !lease || lease.holder === holder || lease.until <= now || lease.until > now + leaseMilliseconds
}

const firstSeconds = 5
const longestSeconds = 5 * 60
/** However long the server asks for: what is to wait longer is of before the clock was put back. */
const longestWaitSeconds = 3600
/** The way to the server, or the server as a whole: nothing else would fare better. */
const troubleForAll = [0, 408, 429, 502, 503, 504]

/** Seconds before the next try: twice as long each time, up to five minutes. */
export function patience(tries: number): number {
  return Math.min(longestSeconds, firstSeconds * 2 ** Math.max(0, Math.min(tries, 10) - 1))
}

/**
 * What becomes of an entry after its `tries`th answer. Whatever may be different the next time is tried again for as long
 * as it takes; only what the server has read and refused waits for a person.
 */
export function judge({ status, type, retryAfter, isBack }: Heard, tries: number, deed?: VisitDeed['deed']): Verdict {
  if (status >= 200 && status < 300) return { next: 'sent' }
  if (status === 401) return { next: 'sign_in' }
  if (status === 0 && isBack) return { next: 'again', seconds: 0, stopsAll: false }
  const seconds = Math.min(retryAfter ?? patience(tries), longestWaitSeconds)
  if (troubleForAll.includes(status)) return { next: 'again', seconds, stopsAll: true }
  // the session was another one by then: it is read anew before the next try
  if (type === '/problems/csrf') return { next: 'again', seconds, stopsAll: true }
  if (status >= 500 || type === '/problems/in-flight') return { next: 'again', seconds, stopsAll: false }
  // nobody waits for whoever does not go: the visit is over, or somebody else's by now
  if (status === 409 && deed === 'release') return { next: 'sent' }
  return { next: 'needs_you' }
}

const bySaving = (one: OutboxEntry, other: OutboxEntry) =>
  one.savedAt.localeCompare(other.savedAt) ||
  one.inspectionId.localeCompare(other.inspectionId) ||
  one.order - other.order

/** Is what must be there before it at the server? A photo belongs to a record. */
function isFree(entry: OutboxEntry, entries: readonly OutboxEntry[]): boolean {
  const record = entries.find(({ operation, inspectionId }) => {
    return operation === 'record' && inspectionId === entry.inspectionId
  })
  return entry.operation !== 'photo' || record === undefined || record.state === 'sent'
}

/** Before when one is not tried; null: at once. No clock that is right has anything wait longer than the longest wait. */
function notBefore({ nextTryAt }: OutboxEntry, now: Date): string | null {
  const latest = new Date(now.getTime() + longestWaitSeconds * 1000).toISOString()
  return nextTryAt !== null && nextTryAt > now.toISOString() && nextTryAt <= latest ? nextTryAt : null
}

/** The server asked for time: nothing at all is sent before, whoever presses what. */
export function heldUntil(entries: readonly OutboxEntry[], now: Date): string | null {
  const times = entries.flatMap((entry) => {
    const time = entry.state === 'waiting' && isRequest(entry.answer) ? notBefore(entry, now) : null
    return time === null ? [] : [time]
  })
  return times.sort().at(-1) ?? null
}

/** May somebody who asks for it have it tried again at once? Not where the server has said when. */
export function isRequest(answer: LastAnswer | null): boolean {
  return answer !== null && [429, 503].includes(answer.status)
}

const isWaiting = (entry: OutboxEntry, entries: readonly OutboxEntry[]) =>
  entry.state === 'waiting' && isFree(entry, entries)

/** The one to send now: the oldest inspection first, in each its record before its photos. */
export function nextEntry(entries: readonly OutboxEntry[], now: Date): OutboxEntry | null {
  if (heldUntil(entries, now)) return null
  const isDue = (entry: OutboxEntry) => notBefore(entry, now) === null
  return entries.filter((entry) => isWaiting(entry, entries) && isDue(entry)).sort(bySaving)[0] ?? null
}

/** When there is something to send; null: nothing waits for time alone. */
export function nextMoment(entries: readonly OutboxEntry[], now: Date): Date | null {
  const moments = entries.filter((entry) => isWaiting(entry, entries)).map((entry) => notBefore(entry, now) ?? '')
  const [first] = moments.sort()
  if (first === undefined) return null
  const at = heldUntil(entries, now) ?? first
  return at === '' ? now : new Date(at)
}

/** The latest inspection first, its record before its photos. */
export function inReadingOrder(entries: readonly OutboxEntry[]): OutboxEntry[] {
  return [...entries].sort((one, other) => {
    return one.inspectionId === other.inspectionId ? one.order - other.order : -bySaving(one, other)
  })
}

export const conflicts = ['visit_done', 'works_changed'] as const
export type Conflict = (typeof conflicts)[number]

/** Which of the two conflicts an answer tells of; null: another refusal, or none. */
export function conflictOf(answer: LastAnswer | null): Conflict | null {
  if (answer?.status !== 409) return null
  const told = [answer.type, ...(answer.reasons ?? []).map(({ code }) => code)]
  return conflicts.find((name) => told.some((word) => word.replaceAll('-', '_').endsWith(name))) ?? null
}

/** The same inspection as it is sent after its inspector has seen both sides; null where that takes more than a word. */
export function sentAnyway(inspection: NewInspection, answer: LastAnswer | null): NewInspection | null {
  const conflict = conflictOf(answer)
  if (conflict === 'visit_done') {
    const { visitId: _fulfilled, ...own } = inspection
    return own
  }
  const version = worksVersionNow(answer?.both)
  return conflict === 'works_changed' && version !== null ? { ...inspection, worksVersion: version } : null
}

/** The version of the works as the server has them, out of what it told. */
function worksVersionNow(both: unknown): number | null {
  const theirs = (both as { theirs?: { version?: unknown } } | undefined)?.theirs
  return typeof theirs?.version === 'number' ? theirs.version : null
}

/**
 * What a new word about a visit does to those before it: they need not be sent, and where the last one never left this
 * phone, there is nothing to take back either. One that is on its way comes first. It has been tried as often as those
 * before it: one of them may have arrived, and has to be taken back however often the inspector thinks again.
 */
export function afterDeed(
  entries: readonly OutboxEntry[],
  { id, deed }: VisitDeed,
): { gone: string[]; isNew: boolean; tries: number } {
  const before = entries.filter(({ visit, state }) => visit?.id === id && ['waiting', 'needs_you'].includes(state))
  const isUndone = before.some(({ visit, tries }) => visit?.deed !== deed && tries === 0)
  const tries = Math.max(0, ...before.map((entry) => entry.tries))
  return { gone: before.map((entry) => entry.id), isNew: !isUndone, tries }
}

/** The last that was said of a visit, or found at it, and that a list read at `readAt` cannot know of; null: it stands there as it is. */
export function lastDeed(entries: readonly OutboxEntry[], visitId: string, readAt: string): OutboxEntry | null {
  const unknown = entries.filter(({ visit, visitId: made, sentAt }) => {
    return (visit?.id ?? made) === visitId && (sentAt === null || sentAt > readAt)
  })
  return unknown.sort(bySaving).at(-1) ?? null
}

/** A record with its photos, or a word about a visit, as one reads it. */
export interface Sending {
  inspectionId: string
  userId: string
  record: OutboxEntry | null
  visit: OutboxEntry | null
  photos: OutboxEntry[]
  /** Of the whole: what needs somebody before what is on its way, and that before what waits. */
  state: EntryState
  bytes: number
  savedAt: string
  about: About
}

const pressing: readonly EntryState[] = ['needs_you', 'sending', 'waiting', 'sent']

/** Entries in reading order as the inspections that they belong to. */
export function sendingsOf(entries: readonly OutboxEntry[]): Sending[] {
  const byInspection = new Map<string, OutboxEntry[]>()
  for (const entry of inReadingOrder(entries))
    byInspection.set(entry.inspectionId, [...(byInspection.get(entry.inspectionId) ?? []), entry])
  return [...byInspection].flatMap(([inspectionId, chain]) => {
    const [first] = chain
    if (!first) return []
    const { userId, savedAt, about } = first
    return {
      inspectionId,
      userId,
      record: chain.find(({ operation }) => operation === 'record') ?? null,
      visit: chain.find(({ operation }) => operation === 'visit') ?? null,
      photos: chain.filter(({ operation }) => operation === 'photo'),
      state: pressing.find((state) => chain.some((entry) => entry.state === state)) ?? 'waiting',
      bytes: chain.reduce((sum, { bytes }) => sum + bytes, 0),
      savedAt,
      about,
    }
  })
}
