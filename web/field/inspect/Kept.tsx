import { useSpeech } from '../../i18n/language.tsx'
import type { Saved } from '../offline/contract.ts'
import type { InspectionDraft } from './draft.ts'
import { previewOf } from './preview.ts'
import { SignedCard } from './SignedCard.tsx'
import type { Sheet } from './sheet.ts'

interface KeptProps {
  sheet: Sheet
  draft: InspectionDraft
  saved: Extract<Saved, { ok: true }>
}

/** Signed just now, and what comes of it. */
export function Kept({ sheet, draft, saved }: KeptProps) {
  const { say } = useSpeech()
  return (
    <SignedCard inspectionId={draft.id} title={sheet.works.title}>
      <p>{say(`inspect.outcome.${previewOf(draft, sheet.checklist.items)}`)}</p>
      {saved.freed ? <p className="field-note">{say('inspect.mapFreed')}</p> : null}
    </SignedCard>
  )
}
