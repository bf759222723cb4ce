import { hintCookie, type Session } from '../../../server/agencies/contract.ts'
import { type Answer, get, type Problem, send } from '../../api.ts'
import { makingRoom } from '../offline/area-maps.ts'
import type { LastAnswer, OutboxEntry, OutboxPause } from '../offline/contract.ts'
import { troubleOf } from '../store/database.ts'
import { readPerson } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { quietMilliseconds, sessionMilliseconds } from '../time-limits.ts'
import { changeEntry, entriesOf, forgetSent, readContents, tidy } from './entries.ts'
import { heldUntil, judge, nextEntry, nextMoment } from './rules.ts'
import { type Watch, watched } from './watch.ts'

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
  const isTidy = await noted(() => tidy(userId, new Date()))
  tell('outbox')
  // where it could not be noted that a window is gone, what it had begun waits all the same
  const passedOver = new Set<string>()
  const read = async () => {
    const entries = await entriesOf(userId)
    return entries.map((entry) => passedBy(isTidy ? entry : begunAnew(entry), passedOver))
  }
  if (nextMoment(await read(), new Date()) === null) return stopped(null)
  const session = await readSession()
  if (typeof session === 'string') return stopped(session)
  if (session.user.id !== userId) return stopped('other_user')
  for (;;) {
    const entries = await read()
    const now = new Date()
    const entry = nextEntry(entries, now)
    if (!entry) {
      const pause = passedOver.size > 0 ? 'full' : null
      return { pause: heldUntil(entries, now) ? 'busy' : pause, nextAt: nextMoment(entries, now) }
    }
    if (!(await isOurs())) return stopped(null)
    const pause = await sendEntry(entry, session.csrfToken)
    if (pause === 'full') passedOver.add(entry.id)
    else if (pause) return { pause, nextAt: heldOrLater(await read()) }
  }
}

/** Writes a note, for which maps make way; false where this phone has no room even then. What waits is sent without it. */
async function noted(write: () => Promise<void>): Promise<boolean> {
  try {
    await makingRoom(write)
    return true
  } catch (error) {
    if (troubleOf(error) !== 'full') throw error
    return false
  }
}

const begunAnew = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'sending' ? { ...entry, state: 'waiting', nextTryAt: null } : entry

/** What could not be noted of an answer would have it tried again at once: for the rest of the round others have their turn. */
const passedBy = (entry: OutboxEntry, passedOver: ReadonlySet<string>): OutboxEntry =>
  passedOver.has(entry.id) ? { ...entry, state: 'needs_you' } : entry

/** After what holds up everything the next look is a while away, though others could be tried at once. */
function heldOrLater(entries: readonly OutboxEntry[]): Date | null {
  const held = heldUntil(entries, new Date())
  return held ? new Date(held) : null
}

/** Asked anew before each round: another window may have signed in as somebody else. */
async function readSession(): Promise<Session | 'signed_out' | 'offline' | 'busy'> {
  if (!document.cookie.includes(hintCookie)) return 'signed_out'
  const answer = await get<Session>('/api/session', {}, AbortSignal.timeout(sessionMilliseconds))
  if (answer.ok) return answer.value
  if (answer.problem.status === 401) return 'signed_out'
  return answer.problem.status === 0 ? 'offline' : 'busy'
}

/** Sends one, and keeps what became of it. Gives why nothing else is to be sent now. */
async function sendEntry(entry: OutboxEntry, csrfToken: string): Promise<OutboxPause> {
  const tries = entry.tries + 1
  await noted(() => changeEntry(entry.id, { state: 'sending', tries }))
  const { heard, isBack } = await watched(quietMilliseconds(entry.bytes, tries), (watch) =>
    ask(entry, csrfToken, watch),
  )
  const now = new Date()
  const answer = heard.ok ? null : told(heard.problem, now)
  const verdict = judge(heard.ok ? { status: 200, type: '' } : { ...heard.problem, isBack }, tries, entry.visit?.deed)
  const isOfVisit = entry.visit ?? entry.visitId
  if (isOfVisit && ['sent', 'needs_you'].includes(verdict.next)) tell('visits')
  if (verdict.next === 'sent') {
    const { number = null } = heard.ok ? ((heard.value ?? {}) as { number?: string }) : {}
    const sent = { state: 'sent', sentAt: now.toISOString(), nextTryAt: null, answer, number } as const
    // to take it away needs no room, and makes some
    if (!(await noted(() => changeEntry(entry.id, sent)))) await forgetSent(entry.id)
    return null
  }
  if (verdict.next === 'needs_you') return keptOrFull(entry.id, { state: 'needs_you', nextTryAt: null, answer })
  if (verdict.next === 'sign_in') {
    await noted(() => changeEntry(entry.id, { state: 'waiting', nextTryAt: null, answer }))
    tell('session')
    return 'signed_out'
  }
  const nextTryAt = new Date(now.getTime() + verdict.seconds * 1000).toISOString()
  const isFull = await keptOrFull(entry.id, { state: 'waiting', nextTryAt, answer })
  if (!verdict.stopsAll) return isFull
  return answer?.status === 0 ? 'offline' : 'busy'
}

/** Keeps why one has to wait, where there is room for it. */
async function keptOrFull(id: string, change: Partial<OutboxEntry>): Promise<'full' | null> {
  return (await noted(() => changeEntry(id, change))) ? null : 'full'
}

/** The token binds it to the session that was read: after another sign-in the server refuses it. */
async function ask(entry: OutboxEntry, csrfToken: string, { signal, carry }: Watch): Promise<Answer<unknown>> {
  const headers = { 'X-CSRF-Token': csrfToken }
  const asJson = (body: string) => ({ method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body, signal }) // biome-ignore format: one line
  if (entry.visit) return send(`/api/visits/${entry.visit.id}/${entry.visit.deed}`, asJson('{}'))
  const contents = await readContents(entry.id)
  if (contents && 'inspection' in contents) return send('/api/inspections', asJson(JSON.stringify(contents.inspection)))
  if (!contents) return { ok: false, problem: { type: '/problems/lost-here', title: '', status: 410 } }
  const form = new FormData()
  form.append('photo', new Blob([contents.bytes], { type: contents.type }), `${entry.id}.jpg`)
  const path = `/api/inspections/${entry.inspectionId}/photos/${entry.id}`
  return send(path, { method: 'PUT', headers, body: form, signal }, carry)
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
