/**
 * How long an answer is waited for: a request that hangs must not hold up the others for good, nor stand between an
 * inspector and what was taken along. What is sent is given the time that its bytes take on the slowest network that
 * the service still listens to (`sendingMilliseconds`), and the service as much again as a record takes to be stored.
 */
export const sessionMilliseconds = 10_000
export const storingMilliseconds = 60_000
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
