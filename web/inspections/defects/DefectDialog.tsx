import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Defect, DefectDeed } from '../../../server/inspections/defects/contract.ts'
import { addDays } from '../../../server/time/rules.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isReason } from '../../permits/reason.ts'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { Decision } from '../../ui/Decision.tsx'
import { faultAt } from '../../ui/fault.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { withDay } from './days.ts'
import { OwnDueDay } from './OwnDueDay.tsx'
import { type Given, sendDeed, useDefectDeed } from './queries.ts'
import { VisitDays } from './VisitDays.tsx'

interface DefectDialogProps {
  defect: Defect
  deed: Exclude<DefectDeed, 'mend'>
  onDone: () => void
}

/** Deeds that are nothing without their reason. */
const reasoned: readonly DefectDeed[] = ['dispute', 'uphold', 'withdraw', 'reject']

/** Nobody has said that it is mended, and whoever stands before it sees that it is in order: there is no repair to verify. */
export function isUnreported(deed: DefectDeed, { state }: Pick<Defect, 'state'>): boolean {
  return deed === 'verify' && state === 'open'
}

/** One deed, with the reason or the days that it needs. */
export function DefectDialog({ defect, deed, onDone }: DefectDialogProps) {
  const { say } = useSpeech()
  const today = useQuery(readyQuery).data?.today
  const [given, setGiven] = useState<Given>({ reason: '', days: [], dueOn: '' })
  const [next, setNext] = useState(() => (today ? addDays(today, 1) : ''))
  const days = deed === 'ask_visit' ? withDay(given.days, next) : given.days
  const doing = useDefectDeed((asked: Given) => sendDeed(defect, deed, asked), onDone)
  const isOld = hasMovedOn(doing.error)
  const needsDays = deed === 'ask_visit' || deed === 'agree_visit'
  const title = say(isUnreported(deed, defect) ? 'defect.deed.inOrder' : `defect.deed.${deed}`)
  const isReady = needsDays ? days.length > 0 : !reasoned.includes(deed) || isReason(given.reason)
  return (
    <Decision
      title={title}
      detail={say(isUnreported(deed, defect) ? 'defect.detail.inOrder' : `defect.detail.${deed}`)}
      act={title}
      keep={say('dialog.back')}
      isReady={isReady && !isOld}
      isBusy={doing.isPending}
      problem={isOld ? null : doing.error}
      onAct={() => doing.mutate({ ...given, days })}
      onKeep={onDone}
    >
      {deed === 'ask_visit' ? (
        <VisitDays
          days={given.days}
          next={next}
          onDays={(chosen) => setGiven({ ...given, days: chosen })}
          onNext={setNext}
        />
      ) : null}
      {deed === 'agree_visit' ? (
        <ProposedDays defect={defect} day={given.days[0]} onDay={(day) => setGiven({ ...given, days: [day] })} />
      ) : null}
      {deed === 'accept' || deed === 'agree_visit' ? null : (
        <TextArea
          label={say(reasoned.includes(deed) ? 'reason.label' : 'defect.reasonOptional')}
          note={say('reason.note')}
          error={faultAt(doing.error, 'reason')}
          value={given.reason}
          onChange={(reason) => setGiven({ ...given, reason })}
        />
      )}
      {deed === 'reject' ? <OwnDueDay day={given.dueOn} onDay={(dueOn) => setGiven({ ...given, dueOn })} /> : null}
      {isOld ? (
        <p className="missing" role="alert">
          {say('defect.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}

interface ProposedDaysProps {
  defect: Defect
  day: string | undefined
  onDay: (day: string) => void
}

function ProposedDays({ defect, day, onDay }: ProposedDaysProps) {
  const { language, say } = useSpeech()
  return (
    <fieldset className="defect-days">
      <legend>{say('defect.visitDay')}</legend>
      {defect.proposedDays.map((each) => (
        <label key={each}>
          <input type="radio" name="defect-day" checked={each === day} onChange={() => onDay(each)} />{' '}
          {fullDay(each, language)}
        </label>
      ))}
    </fieldset>
  )
}
