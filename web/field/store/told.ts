/**
 * What of this phone's store has changed; `drafts`: of what is not signed yet; `session`: the server no longer knows who we are;
 * `visits`: it has answered about one.
 */
export type News = 'outbox' | 'area' | 'drafts' | 'session' | 'visits'

const listeners = new Set<(news: News) => void>()
const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('nasaq-field')
others?.addEventListener('message', ({ data }) => hear(data as News))

function hear(news: News): void {
  for (const listener of listeners) listener(news)
}

/** Tells this window and all others of it. */
export function tell(news: News): void {
  hear(news)
  others?.postMessage(news)
}

export function listen(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
