import { keyDays } from '../../../server/http/limits/contract.ts'
import type { ReportReceipt } from '../../../server/reports/contract.ts'
import { send } from '../../api.ts'
import { watched } from '../../field/outbox/watch.ts'
import { quietMilliseconds } from '../../field/time-limits.ts'
import { aboutToSend, afterAnswer, isDue, type KeptReport, type KeptSaying } from './rules.ts'
import { changeKept, keptReports, tell } from './store.ts'

/** So often is looked whether one can be sent, where nothing else says so. */
const lookMilliseconds = 30_000
const decimals = 7

const underWay = new Map<string, Promise<KeptReport | null>>()
/** Given up because the network came back meanwhile. */
const atOnce = new Set<string>()

export const isUnderWay = (id: string) => underWay.has(id)

/** Sends one, unless it is on its way from here already; gives it as it is then. Null: it is gone. */
export function sendKept(id: string): Promise<KeptReport | null> {
  const before = underWay.get(id)
  if (before) return before
  const sending = alone(id, () => sendOnce(id)).finally(() => {
    underWay.delete(id)
    tell()
    if (atOnce.delete(id)) sendDue()
  })
  underWay.set(id, sending)
  return sending
}

/** One window sends it at a time. Where a browser has no locks two may: the service takes it once all the same. */
function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(`nasaq-report ${id}`, work) : work()
}

async function sendOnce(id: string): Promise<KeptReport | null> {
  // another window may have been through with it meanwhile
  const report = await changeKept(id, (found) => (found.state === 'waiting' ? aboutToSend(found, new Date(), keyDays) : found)) // biome-ignore format: one line
  if (report?.state !== 'waiting' || !report.saying) return report
  const { saying, tries, category } = report
  const headers = { 'Idempotency-Key': id }
  const body = formOf(saying, category)
  const answer = await watched(quietMilliseconds(saying.photo.bytes.byteLength, tries), ({ signal, carry }) =>
    send<ReportReceipt>('/api/reports', { method: 'POST', headers, body, signal }, carry),
  )
  if (answer.isBack && !answer.heard.ok) atOnce.add(id)
  const heard = (found: KeptReport) => afterAnswer(found, answer, new Date())
  // where there is no room to note what was heard, it is known all the same
  return changeKept(id, heard).catch(() => heard(report))
}

function formOf({ photo, place, note }: KeptSaying, category: string): FormData {
  const form = new FormData()
  form.set('lng', place.lng.toFixed(decimals))
  form.set('lat', place.lat.toFixed(decimals))
  form.set('category', category)
  if (note) form.set('note', note)
  form.set('photo', new Blob([photo.bytes], { type: photo.type }), 'photo')
  return form
}

/** Sends one because somebody asks for it, also where it may have arrived long ago. */
export async function resendKept(id: string): Promise<void> {
  const anew = { state: 'waiting', nextTryAt: null } as const
  await changeKept(id, (report) => (report.state === 'unsure' ? { ...report, ...anew, firstTryAt: null } : report))
  await sendKept(id)
}

/** Sends what can be sent: all that waits where somebody asks or the network is back, else what is due. */
async function sendAll(isDueNow: (report: KeptReport) => boolean): Promise<void> {
  if (navigator.onLine === false) return
  for (const { id } of (await keptReports()).filter(isDueNow)) await sendKept(id)
}

const sendDue = () => void sendAll((report) => isDue(report, new Date())).catch(() => undefined)
const sendWaiting = () => void sendAll(({ state }) => state === 'waiting').catch(() => undefined)

/** Sends while a page is open that cares: at once, when the network is back, when the page is looked at again, and now and then. */
export function beginSendingReports(): () => void {
  const seen = () => void (document.hidden || sendDue())
  window.addEventListener('online', sendWaiting)
  document.addEventListener('visibilitychange', seen)
  const looking = setInterval(sendDue, lookMilliseconds)
  sendDue()
  return () => {
    window.removeEventListener('online', sendWaiting)
    document.removeEventListener('visibilitychange', seen)
    clearInterval(looking)
  }
}
