import type { Change, ChangeKind } from '../../server/live/contract.ts'
import { withQuery } from '../api.ts'

export interface Follower {
  /** Of each of these kinds something is another. */
  changed: (kinds: readonly ChangeKind[]) => void
  /** Anything may be another. */
  refresh: () => void
  /** Whether changes come through. */
  connected: (isConnected: boolean) => void
}

/** The server says every 20 s that it is there. */
const silentMilliseconds = 45_000
const retryMilliseconds = 5000
const lateMilliseconds = 2000

/**
 * Follows the server's stream of changes, for as long as the page is in sight: a browser has six connections to a server
 * for all its windows. What changed meanwhile the server tells when the page is looked at again. Gives what ends it.
 */
export function followChanges(follower: Follower): () => void {
  let source: EventSource | undefined
  let last: string | undefined
  let timer: number | undefined
  const begun = performance.now()

  const wait = (milliseconds: number, then: () => void) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(then, milliseconds)
  }
  const close = () => {
    window.clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const lose = () => {
    close()
    // nothing is followed out of sight, so nothing is lost
    if (document.hidden) return
    follower.connected(false)
    wait(retryMilliseconds, open)
  }
  const came = ({ lastEventId }: MessageEvent) => {
    last = lastEventId
    follower.connected(true)
    wait(silentMilliseconds, lose)
  }

  /** Anew, or not at all while nobody looks. */
  function open() {
    close()
    if (document.hidden) return
    const stream = new EventSource(withQuery('/api/live', { since: last }))
    source = stream
    stream.addEventListener('beat', came)
    stream.addEventListener('refresh', (event) => {
      came(event)
      follower.refresh()
    })
    stream.addEventListener('change', (event) => {
      const isFirst = last === undefined
      came(event)
      // what was read before anybody followed may be old: a window that was opened out of sight, a stream that came late
      if (isFirst && performance.now() - begun > lateMilliseconds) return follower.refresh()
      const { kinds } = JSON.parse(event.data as string) as Change
      if (kinds.length > 0) follower.changed(kinds)
    })
    // the browser tries again by itself, but not where the server has refused
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) lose()
      else follower.connected(false)
    })
  }

  document.addEventListener('visibilitychange', open)
  window.addEventListener('online', open)
  window.addEventListener('offline', lose)
  open()
  return () => {
    document.removeEventListener('visibilitychange', open)
    window.removeEventListener('online', open)
    window.removeEventListener('offline', lose)
    close()
  }
}
