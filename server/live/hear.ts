import type { Listen } from '../database/listen.ts'
import { type ChangeKind, changeKinds } from './contract.ts'
import type { LiveStreams } from './streams.ts'

/** The channel of migration 0020. */
const channel = 'nasaq_change'

function isKind(payload: string): payload is ChangeKind {
  return (changeKinds as readonly string[]).includes(payload)
}

/** Tells the streams what any process has changed. `changed` is called first: who asks then must not get what was. */
export function hear(listen: Listen, streams: LiveStreams, changed: () => void): () => Promise<void> {
  return listen(channel, {
    heard: (payload) => {
      // a notice stands on no map
      if (payload !== 'notices') changed()
      if (isKind(payload)) streams.changed(payload)
    },
    listening: () => {
      changed()
      streams.missed()
    },
  })
}
