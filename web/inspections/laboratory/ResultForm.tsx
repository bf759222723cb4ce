import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { NewResult, SampleWithResults } from '../../../server/inspections/laboratory/contract.ts'
import { judged, unitOf } from '../../../server/inspections/laboratory/rules.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { answered, write } from '../../api.ts'
import { latinDigits } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Failure } from '../../ui/States.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSamplesChanged } from './queries.ts'

const fields = ['value', 'testedOn', 'certificate', 'reason']

/** What was typed as a number, or null. */
function figureOf(text: string): number | null {
  const plain = latinDigits(text).replace(/[٫,]/, '.').trim()
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** A result is entered; where one stands already, a correction of it with its reason. */
export function ResultForm({ sample }: { sample: SampleWithResults }) {
  const { say } = useSpeech()
  const { data: ready } = useQuery(readyQuery)
  const [isOpen, setOpen] = useState(sample.results.length === 0)
  if (!isOpen)
    return (
      <p>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {say('sample.correct')}
        </button>
      </p>
    )
  return ready ? <Fields sample={sample} today={ready.today} onStored={() => setOpen(false)} /> : null
}

interface FieldsProps {
  sample: SampleWithResults
  today: string
  onStored: () => void
}

function Fields({ sample, today, onStored }: FieldsProps) {
  const { say } = useSpeech()
  const changed = useSamplesChanged()
  const [last] = sample.results
  const [draft, setDraft] = useState({ value: '', testedOn: today, certificate: '', reason: '' })
  const [tried, setTried] = useState(false)
  const set = (more: Partial<typeof draft>) => setDraft({ ...draft, ...more })
  const enter = useMutation({
    mutationFn: (result: NewResult) =>
      answered(write<SampleWithResults>('POST', `/api/samples/${sample.id}/results`, result)),
    // it goes only once it is stored: what was refused stays to be corrected
    onSuccess: onStored,
    onSettled: changed,
  })
  const value = figureOf(draft.value)
  const missing = (isMissing: boolean, path: string) =>
    tried && isMissing ? say('sample.needed') : faultAt(enter.error, path)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { testedOn, certificate, reason } = draft
    if (value === null || !certificate.trim() || (last && !reason.trim())) return
    enter.mutate({ value, testedOn, certificate, ...(last ? { corrects: last.id, reason } : {}) })
  }
  const failure = beyond(enter.error, fields)
  return (
    <form
      className="form sample-form"
      noValidate
      onSubmit={submit}
      aria-label={say(last ? 'sample.correct' : 'sample.enter')}
    >
      <h2>{say(last ? 'sample.correct' : 'sample.enter')}</h2>
      {failure ? <Failure problem={failure} /> : null}
      <TextField
        label={say(`sample.field.${unitOf(sample.kind)}`)}
        value={draft.value}
        dir="ltr"
        note={value === null ? '' : say(`sample.would.${judged(value, sample.least)}`)}
        error={missing(value === null, 'value')}
        onChange={(text) => set({ value: text })}
      />
      <DayField
        label={say('sample.testedOn')}
        value={draft.testedOn}
        error={faultAt(enter.error, 'testedOn')}
        onChange={(testedOn) => set({ testedOn })}
      />
      <TextField
        label={say('sample.certificate')}
        value={draft.certificate}
        longest={60}
        error={missing(!draft.certificate.trim(), 'certificate')}
        onChange={(certificate) => set({ certificate })}
      />
      {last ? (
        <TextArea
          label={say('sample.reason')}
          note={say('sample.reasonHow')}
          error={missing(!draft.reason.trim(), 'reason')}
          value={draft.reason}
          onChange={(reason) => set({ reason })}
        />
      ) : null}
      <button type="submit" className="button primary" disabled={enter.isPending}>
        {say(last ? 'sample.correctAct' : 'sample.enterAct')}
      </button>
    </form>
  )
}
