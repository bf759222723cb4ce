import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Call, NewCall } from '../../server/dig-once/calls/contract.ts'
import { usualClosing } from '../../server/dig-once/calls/rules.ts'
import type { Period } from '../../server/time/contract.ts'
import type { WorksSummary } from '../../server/works/contract.ts'
import { readyQuery } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from '../time/DayField.tsx'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useSharingDeed } from './queries.ts'

interface CallDialogProps {
  works: readonly WorksSummary[]
  leadId: string
  period: Period
  callDays: number
  /** The office proposes to link these works; an agency asks who would join. */
  isProposal: boolean
  onMade: (call: Call) => void
  onDone: () => void
}

/** A call for interest on the ground of works: its words and its closing day. */
export function CallDialog({ works, leadId, period, callDays, isProposal, onMade, onDone }: CallDialogProps) {
  const { say } = useSpeech()
  const lead = works.find(({ id }) => id === leadId)
  const [title, setTitle] = useState(say('call.usualTitle', { title: lead?.title ?? '' }).slice(0, 200))
  const [text, setText] = useState('')
  const today = useQuery(readyQuery).data?.today
  const [chosen, setClosesOn] = useState<string | null>(null)
  const closesOn = chosen ?? usualClosing(period, today ?? period.start, callDays)
  const isLate = closesOn > period.end
  const deed = useSharingDeed(
    (call: NewCall) => write<Call>('POST', '/api/interest-calls', call),
    (call) => {
      onDone()
      onMade(call)
    },
  )
  const words = text.trim()
  const call: NewCall = {
    title: title.trim(),
    worksIds: works.map(({ id }) => id),
    leadId,
    period,
    closesOn,
    ...(words ? { text: words } : {}),
  }
  return (
    <Decision
      title={say(isProposal ? 'call.proposeTitle' : 'call.newTitle')}
      detail={say('call.newDetail')}
      act={say('call.send')}
      keep={say('digOnce.back')}
      isReady={today !== undefined && !isLate && call.title.length >= 3 && (words.length === 0 || words.length >= 3)}
      isBusy={deed.isPending}
      problem={deed.error}
      onAct={() => deed.mutate(call)}
      onKeep={onDone}
    >
      <TextField label={say('call.name')} value={title} onChange={setTitle} error={faultAt(deed.error, 'title')} />
      <TextArea label={say('call.text')} note={say('call.textNote')} value={text} onChange={setText} />
      <DayField
        label={say('call.closesOn')}
        value={closesOn}
        onChange={setClosesOn}
        error={isLate ? say('call.closesLate') : faultAt(deed.error, 'closesOn')}
      />
    </Decision>
  )
}
