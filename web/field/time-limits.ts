import { bodyPace, sendingMilliseconds } from '../../server/http/limits/contract.ts'

/**
 * How long an answer is waited for: a request that hangs must not hold up the others for good, nor stand between an
 * inspector and what was taken along.
 */
export const sessionMilliseconds = 10_000
const storingMilliseconds = 60_000

/**
 * What is sent is given up when nothing of it has moved for so long: as long as the service waits for a body that is silent,
 * and as a record takes to be stored. A phone hands bytes over in lumps, which the slowest networks carry for minutes: each try
 * is given twice the silence of the one before, up to the time that all its bytes take there (`sendingMilliseconds`).
 */
export function quietMilliseconds(bytes: number, tries: number): number {
  const silence = bodyPace.silentMilliseconds * 2 ** Math.max(0, tries - 1)
  return Math.min(sendingMilliseconds(bytes), silence) + storingMilliseconds
}

/** What lies on this phone as well is read from there after so long. */
const readMilliseconds = 6_000

/** What is read where an area was taken along: called off by whoever asked, or given up when it takes too long. */
export function patientOf(signal: AbortSignal, isAlong: boolean, milliseconds = readMilliseconds): AbortSignal {
  if (!isAlong) return signal
  const ending = new AbortController()
  const end = ({ reason }: AbortSignal) => ending.abort(reason)
  const late = AbortSignal.timeout(milliseconds)
  for (const each of [signal, late]) {
    if (each.aborted) end(each)
    each.addEventListener('abort', () => end(each), { once: true, signal: ending.signal })
  }
  return ending.signal
}
