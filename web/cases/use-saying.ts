import { useRef, useState } from 'react'
import type { CaseMessage } from '../../server/cases/contract.ts'
import type { Route } from '../../server/geo/contract.ts'
import { write } from '../api.ts'
import { useDeed } from '../permits/use-deed.ts'

/** A message as it is being written; it stays while its sketch is drawn. */
export interface MessageDraft {
  text: string
  photo: File | null
  sketch: Route | null
}

export const emptyMessage: MessageDraft = { text: '', photo: null, sketch: null }

/** What is left to be sent: what was written, drawn or chosen while the message was on its way. */
export function unsent(now: MessageDraft, sent: MessageDraft): MessageDraft {
  return {
    text: now.text.startsWith(sent.text) ? now.text.slice(sent.text.length).trimStart() : now.text,
    photo: now.photo === sent.photo ? null : now.photo,
    sketch: now.sketch === sent.sketch ? null : now.sketch,
  }
}

/** The message to the parties of a case: it stays, and stays on its way, while its sketch is drawn and its form is gone. */
export function useSaying(caseId: string) {
  const [draft, setDraft] = useState(emptyMessage)
  const sent = useRef(draft)
  const sending = useDeed(
    () => {
      sent.current = draft
      const { text, photo, sketch } = draft
      const form = new FormData()
      form.set('text', text.trim())
      if (sketch) form.set('sketch', JSON.stringify(sketch))
      if (photo) form.set('photo', photo)
      return write<CaseMessage>('POST', `/api/cases/${caseId}/messages`, form)
    },
    () => setDraft((now) => unsent(now, sent.current)),
  )
  const { text, photo, sketch } = draft
  return { draft, setDraft, sending, isBegun: text.trim() !== '' || photo !== null || sketch !== null }
}

export type Saying = ReturnType<typeof useSaying>
