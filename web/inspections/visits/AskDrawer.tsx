import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type InspectionKind, inspectionKinds } from '../../../server/inspections/checklists/contract.ts'
import { addDays } from '../../../server/time/rules.ts'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { answered, get } from '../../api.ts'
import { latinDigits } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isReason } from '../../permits/reason.ts'
import { DayField } from '../../time/DayField.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { lossOfForm } from '../../ui/loss-words.ts'
import { Select } from '../../ui/Select.tsx'
import { Failure } from '../../ui/States.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import type { Page } from '../../works/queries.ts'
import { useAsking } from './queries.ts'

/** The works of a number that was typed whole; null where there is none. */
function useNumbered(typed: string) {
  const number = latinDigits(typed).trim().toUpperCase()
  const query = useQuery({
    queryKey: ['works', 'numbered', number],
    queryFn: ({ signal }) => answered(get<Page<WorksSummary>>('/api/works', { q: number, limit: 5 }, signal)),
    enabled: number.length >= 8,
  })
  const works = query.data?.items.find((each) => each.number === number) ?? null
  return { works, isMissing: query.isSuccess && works === null }
}

/** The office sends somebody to one works. */
export function AskDrawer() {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const { works: given = '' } = useAddress()
  const { today } = useTimeWindow()
  const [typed, setTyped] = useState(given)
  const [kind, setKind] = useState<InspectionKind>('investigation')
  const [dueOn, setDueOn] = useState(() => addDays(today, 1))
  const [note, setNote] = useState('')
  const isShort = note.trim() !== '' && !isReason(note)
  const [tried, setTried] = useState(false)
  const { works, isMissing } = useNumbered(typed)
  const asking = useAsking()
  const loss = useLossQuestion(typed !== given || note.trim() !== '', lossOfForm(say))
  const leave = () => void change({ sel: undefined, works: undefined })
  const sent = () => {
    loss.stored()
    leave()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const said = note.trim() === '' ? {} : { note: note.trim() }
    if (works && !isShort) asking.mutate({ worksId: works.id, kind, dueOn, ...said }, { onSuccess: sent })
  }
  return (
    <Drawer title={say('visits.ask')} subtitle={say('visits.askDetail')} subject="new" onClose={leave}>
      <form className="form" noValidate onSubmit={submit}>
        <TextField
          label={say('visits.askWorks')}
          note={works ? works.title : say('visits.askWorksNote')}
          error={isMissing ? say('visits.askNoWorks') : undefined}
          dir="ltr"
          value={typed}
          onChange={setTyped}
        />
        <Select
          label={say('visits.kind')}
          value={kind}
          options={inspectionKinds.map((value) => ({ value, label: say(`inspection.kind.${value}`) }))}
          onChange={setKind}
        />
        <DayField label={say('visits.askDue')} value={dueOn} onChange={setDueOn} />
        <TextArea
          label={say('visits.askNote')}
          error={tried && isShort ? say('answer.note') : undefined}
          longest={500}
          value={note}
          onChange={setNote}
        />
        {asking.isError ? <Failure problem={asking.error} /> : null}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={!works || asking.isPending}>
            {say('visits.askNow')}
          </button>
          <button type="button" className="button" onClick={leave}>
            {say('visits.askLeave')}
          </button>
        </div>
      </form>
      {loss.question}
    </Drawer>
  )
}
