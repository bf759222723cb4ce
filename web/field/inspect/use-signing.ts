import { useState } from 'react'
import type { PhotoFile, Saved, StoreTrouble } from '../offline/contract.ts'
import { saveInspection } from '../outbox/save.ts'
import type { Away } from './rules.ts'
import { sentOf, timesOf } from './sent.ts'
import type { DraftInHand, Origin } from './use-draft.ts'

export interface Signing {
  sign: () => void
  isBusy: boolean
  trouble: StoreTrouble | null
  saved: Extract<Saved, { ok: true }> | null
}

/** A signed visit goes to the outbox, as of whoever made it, and only once it lies there is its draft let go. */
export function useSigning({ key, userId, sheet }: Origin, inHand: DraftInHand, away: Away): Signing {
  const { works, checklist } = sheet
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Saved | null>(null)
  const save = async (): Promise<Saved> => {
    const codes = checklist.items.map(({ code }) => code)
    const { startedAt, endedAt } = timesOf(inHand.draft, new Date())
    const inspection = sentOf({ ...inHand.draft, startedAt }, codes, away, endedAt)
    const photos = inspection.photos.flatMap(({ id }): PhotoFile[] => {
      const file = inHand.files.get(id)
      return file ? [{ id, file }] : []
    })
    // a record must not announce a photo that nobody can send
    if (photos.length < inspection.photos.length) return { ok: false, trouble: 'failed' }
    const about = { worksNumber: works.number, worksTitle: works.title, kind: checklist.kind }
    const errand = key === inspection.id ? {} : { errand: key }
    return saveInspection({ userId, inspection, photos, about, ...errand })
  }
  const sign = async () => {
    setBusy(true)
    // what another window has kept meanwhile is on the form by now, to be looked at
    if (!(await inHand.isLatest())) return setBusy(false)
    const saved = await save()
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
