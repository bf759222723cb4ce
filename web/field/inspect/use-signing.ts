import { useState } from 'react'
import type { Saved, StoreTrouble } from '../offline/contract.ts'
import { saveInspection } from '../outbox/save.ts'
import type { Away } from './rules.ts'
import { sentOf } from './sent.ts'
import type { Sheet } from './sheet.ts'
import type { DraftInHand } from './use-draft.ts'

export interface Signing {
  sign: () => void
  isBusy: boolean
  trouble: StoreTrouble | null
  saved: Extract<Saved, { ok: true }> | null
}

/** A signed visit goes to the outbox, and only once it lies there is its draft let go. */
export function useSigning({ works, checklist }: Sheet, inHand: DraftInHand, away: Away): Signing {
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Saved | null>(null)
  const sign = async () => {
    setBusy(true)
    const codes = checklist.items.map(({ code }) => code)
    const inspection = sentOf(inHand.draft, codes, away, new Date().toISOString())
    const photos = inspection.photos.flatMap(({ id }) => {
      const file = inHand.files.get(id)
      return file ? [{ id, file }] : []
    })
    const about = { worksNumber: works.number, worksTitle: works.title, kind: checklist.kind }
    const saved = await saveInspection(inspection, photos, about)
    if (saved.ok) await inHand.drop()
    setAnswer(saved)
    setBusy(false)
  }
  return {
    sign: () => void sign(),
    isBusy,
    trouble: answer && !answer.ok ? answer.trouble : null,
    saved: answer?.ok ? answer : null,
  }
}
