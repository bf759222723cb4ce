import { uuidv7 } from 'uuidv7'
import type { ReportReceipt } from '../../../server/reports/contract.ts'
import { answered } from '../../api.ts'
import type { Sent } from '../use-send-report.ts'
import type { KeptReport } from './rules.ts'
import { sendKept } from './sending.ts'
import { dropKept, putKept } from './store.ts'

/** Whoever sends waits for its number no longer than this: it goes on its way while they go theirs. */
const patienceMilliseconds = 20_000

/** What became of a report: it is there, and may lie here under an id; or it waits here. */
export type Outcome = { receipt: ReportReceipt; id: string | null } | { receipt: null }

/**
 * On the phone first, and then on its way: nothing is lost, whatever becomes of network and page. `plainly` sends it where this
 * browser keeps nothing. What the service refuses does not stay: it is still in the form of whoever sends it.
 */
export async function keepAndSend(sent: Sent, plainly: () => Promise<ReportReceipt>): Promise<Outcome> {
  const id = await keep(sent).catch(() => null)
  if (id === null) return { receipt: await plainly(), id }
  if (navigator.onLine === false) return { receipt: null }
  const report = await Promise.race([sendKept(id), tiredOfWaiting()])
  if (report?.state === 'refused' && report.problem) {
    await dropKept(id)
    return answered(Promise.resolve({ ok: false, problem: report.problem }))
  }
  return report?.receipt ? { receipt: report.receipt, id } : { receipt: null }
}

const tiredOfWaiting = () => new Promise<null>((done) => setTimeout(() => done(null), patienceMilliseconds))

async function keep({ photo, spot, category, note }: Sent): Promise<string> {
  const report: KeptReport = {
    id: uuidv7(),
    category,
    keptAt: new Date().toISOString(),
    state: 'waiting',
    tries: 0,
    firstTryAt: null,
    nextTryAt: null,
    problem: null,
    saying: {
      photo: { type: photo.type, bytes: await photo.arrayBuffer() },
      place: { lng: spot.lng, lat: spot.lat },
      note: note.trim(),
    },
    receipt: null,
  }
  await putKept(report)
  return report.id
}
