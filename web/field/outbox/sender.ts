import { hintCookie, type Session } from '../../../server/agencies/contract.ts'
import { type Answer, get, type Problem, send } from '../../api.ts'
import type { LastAnswer, OutboxEntry, OutboxPause } from '../offline/contract.ts'
import { readPerson } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { changeEntry, entriesOf, readContents, tidy } from './entries.ts'
import { heldUntil, judge, nextEntry, nextMoment } from './rules.ts'

/** Longest time for a record and for a photo: a request that hangs must not hold up the others for good. */
const recordMilliseconds = 60_000
const photoMilliseconds = 5 * 60_000

/** How a round of sending ended: why it stopped before its end, and when to look again. */
export interface Round {
  pause: OutboxPause
  nextAt: Date | null
}

const stopped = (pause: OutboxPause): Round => ({ pause, nextAt: null })

/** Sends what waits of whoever is signed in, one after another. Nothing of anybody else on this phone. */
export async function sendRound(isOurs: () => Promise<boolean>): Promise<Round> {
  const person = await readPerson()
  if (!person) return stopped(null)
  const userId = person.user.id
  await tidy(userId, new Date())
  tell('outbox')
  if (nextMoment(await entriesOf(userId), new Date()) === null) return stopped(null)
  const session = await readSession()
  if (typeof session === 'string') return stopped(session)
  if (session.user.id !== userId) return stopped('other_user')
  for (;;) {
    const entries = await entriesOf(userId)
    const now = new Date()
    const entry = nextEntry(entries, now)
    if (!entry) return { pause: heldUntil(entries, now) ? 'busy' : null, nextAt: nextMoment(entries, now) }
    if (!(await isOurs())) return stopped(null)
    const pause = await sendEntry(entry, session.csrfToken)
    if (pause) return { pause, nextAt: heldOrLater(await entriesOf(userId)) }
  }
}

/** After what holds up everything the next look is a while away, though others could be tried at once. */
function heldOrLater(entries: readonly OutboxEntry[]): Date | null {
  const held = heldUntil(entries, new Date())
  return held ? new Date(held) : null
}

/** Asked anew before each round: another window may have signed in as somebody else. */
async function readSession(): Promise<Session | 'signed_out' | 'offline' | 'busy'> {
  if (!document.cookie.includes(hintCookie)) return 'signed_out'
  const answer = await get<Session>('/api/session')
  if (answer.ok) return answer.value
  if (answer.problem.status === 401) return 'signed_out'
  return answer.problem.status === 0 ? 'offline' : 'busy'
}

/** Sends one, and keeps what became of it. Gives why nothing else is to be sent now. */
async function sendEntry(entry: OutboxEntry, csrfToken: string): Promise<OutboxPause> {
  const tries = entry.tries + 1
  await changeEntry(entry.id, { state: 'sending', tries })
  const heard = await ask(entry, csrfToken)
  const now = new Date()
  const answer = heard.ok ? null : told(heard.problem, now)
  const verdict = judge(heard.ok ? { status: 200, type: '' } : heard.problem, tries, entry.visit?.deed)
  const isOfVisit = entry.visit ?? entry.visitId
  if (isOfVisit && ['sent', 'needs_you'].includes(verdict.next)) tell('visits')
  if (verdict.next === 'sent') {
    const { number = null } = heard.ok ? ((heard.value ?? {}) as { number?: string }) : {}
    await changeEntry(entry.id, { state: 'sent', sentAt: now.toISOString(), nextTryAt: null, answer, number })
    return null
  }
  if (verdict.next === 'needs_you') {
    await changeEntry(entry.id, { state: 'needs_you', nextTryAt: null, answer })
    return null
  }
  if (verdict.next === 'sign_in') {
    await changeEntry(entry.id, { state: 'waiting', nextTryAt: null, answer })
    tell('session')
    return 'signed_out'
  }
  const nextTryAt = new Date(now.getTime() + verdict.seconds * 1000).toISOString()
  await changeEntry(entry.id, { state: 'waiting', nextTryAt, answer })
  if (!verdict.stopsAll) return null
  return answer?.status === 0 ? 'offline' : 'busy'
}

/** The token binds it to the session that was read: after another sign-in the server refuses it. */
async function ask(entry: OutboxEntry, csrfToken: string): Promise<Answer<unknown>> {
  const headers = { 'X-CSRF-Token': csrfToken }
  if (entry.visit)
    return send(`/api/visits/${entry.visit.id}/${entry.visit.deed}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(recordMilliseconds),
    })
  const contents = await readContents(entry.id)
  if (contents && 'inspection' in contents)
    return send('/api/inspections', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(contents.inspection),
      signal: AbortSignal.timeout(recordMilliseconds),
    })
  if (!contents) return { ok: false, problem: { type: '/problems/lost-here', title: '', status: 410 } }
  const form = new FormData()
  form.append('photo', new Blob([contents.bytes], { type: contents.type }), `${entry.id}.jpg`)
  return send(`/api/inspections/${entry.inspectionId}/photos/${entry.id}`, {
    method: 'PUT',
    headers,
    body: form,
    signal: AbortSignal.timeout(photoMilliseconds),
  })
}

function told({ status, type, title, detail, errors, reasons, both }: Problem, now: Date): LastAnswer {
  return {
    at: now.toISOString(),
    status,
    type,
    title,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...(reasons === undefined ? {} : { reasons }),
    ...(both === undefined ? {} : { both }),
  }
}
