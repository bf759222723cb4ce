import { useState } from 'react'
import type {
  LiableDeed,
  OfficeDeed,
  ViolationDeed,
  WholeViolation,
} from '../../server/inspections/violations/contract.ts'
import { liableDeeds } from '../../server/inspections/violations/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { EvidenceButton } from './EvidenceButton.tsx'
import { OfficeDialog } from './OfficeDialog.tsx'

const isAnswer = (deed: ViolationDeed): deed is LiableDeed => (liableDeeds as readonly string[]).includes(deed)

/** What whoever looks may do with it now; the dialog keeps what was seen when it was opened. */
export function ViolationDeeds({ about }: { about: WholeViolation }) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<{ deed: ViolationDeed; seen: WholeViolation } | null>(null)
  const close = () => setAsked(null)
  if (about.may.length === 0 && !about.mayAdd && !asked) return null
  return (
    <>
      {about.may.map((deed, place) => (
        <button
          key={deed}
          type="button"
          className={place === 0 && deed !== 'withdraw' ? 'button primary' : 'button'}
          onClick={() => setAsked({ deed, seen: about })}
        >
          {say(`violation.deed.${deed}`)}
        </button>
      ))}
      {about.mayAdd ? <EvidenceButton id={about.id} /> : null}
      {asked && isAnswer(asked.deed) ? <AnswerDialog deed={asked.deed} seen={asked.seen} onDone={close} /> : null}
      {asked && !isAnswer(asked.deed) ? (
        <OfficeDialog deed={asked.deed as OfficeDeed} seen={asked.seen} onDone={close} />
      ) : null}
    </>
  )
}
