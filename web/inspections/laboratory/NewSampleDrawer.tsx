import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { NewSample, SampleWithResults } from '../../../server/inspections/laboratory/contract.ts'
import { readyQuery, useAgencies, useUser } from '../../agencies/queries.ts'
import { answered, write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Id } from '../../ui/Id.tsx'
import { lossOfForm } from '../../ui/loss-words.ts'
import { Failure, Waiting } from '../../ui/States.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { worksQuery } from '../../works/queries.ts'
import { useSamplesChanged } from './queries.ts'
import { SampleFields } from './SampleFields.tsx'
import { faultsOf, fieldsOf, type SampleDraft, sampleOf } from './sample-draft.ts'
import { WorksChoice } from './WorksChoice.tsx'

interface NewSampleDrawerProps {
  worksId: string | undefined
  onClose: () => void
  onDone: (id: string) => void
}

/** A sample is recorded: first of which works, then the rest. */
export function NewSampleDrawer({ worksId, onClose, onDone }: NewSampleDrawerProps) {
  const { say } = useSpeech()
  const [chosen, setChosen] = useState(worksId)
  // what has been written down is lost where other works are chosen, too
  const [isWritten, setWritten] = useState(false)
  const loss = useLossQuestion(isWritten, lossOfForm(say))
  const choose = (works: string | undefined) => {
    setWritten(false)
    setChosen(works)
  }
  return (
    <Drawer title={say('sample.new')} subtitle={say('sample.newHow')} opens="full" onClose={onClose}>
      {chosen ? (
        <OfWorks
          worksId={chosen}
          onOther={() => loss.beforeClearing(() => choose(undefined))}
          onWritten={() => setWritten(true)}
          onDone={(id) => {
            loss.stored()
            onDone(id)
          }}
        />
      ) : (
        <WorksChoice onChoose={choose} />
      )}
      {loss.question}
    </Drawer>
  )
}

interface OfWorksProps {
  worksId: string
  onOther: () => void
  onWritten: () => void
  onDone: (id: string) => void
}

function OfWorks({ worksId, onOther, onWritten, onDone }: OfWorksProps) {
  const { say } = useSpeech()
  const works = useQuery(worksQuery(worksId))
  const ready = useQuery(readyQuery)
  if (!works.data) return <Waiting query={works} />
  if (!ready.data) return <Waiting query={ready} />
  return (
    <>
      <p className="sample-works">
        <Id>{works.data.number}</Id> <bdi>{works.data.title}</bdi>{' '}
        <button type="button" className="link" onClick={onOther}>
          {say('sample.otherWorks')}
        </button>
      </p>
      <SampleForm worksId={worksId} zone={ready.data.zone} onWritten={onWritten} onDone={onDone} />
    </>
  )
}

const empty = (zone: string): SampleDraft => ({
  laboratoryId: '',
  kind: '',
  layer: '',
  lift: '',
  seal: '',
  place: '',
  awayReason: '',
  ...fieldsOf(new Date(), zone),
  takenBy: '',
  retestOf: '',
})

interface SampleFormProps {
  worksId: string
  /** Of the city: when a sample was taken is told by its clocks, whatever those of the laboratory show. */
  zone: string
  /** Something has been written down. */
  onWritten: () => void
  onDone: (id: string) => void
}

function SampleForm({ worksId, zone, onWritten, onDone }: SampleFormProps) {
  const { say } = useSpeech()
  const user = useUser()
  const isLaboratory = useAgencies().byId.get(user?.agencyId ?? '')?.kind === 'laboratory'
  const changed = useSamplesChanged()
  const [draft, setDraft] = useState(() => empty(zone))
  const [tried, setTried] = useState(false)
  const record = useMutation({
    mutationFn: (sample: NewSample) => answered(write<SampleWithResults>('POST', '/api/samples', sample)),
    onSuccess: ({ id }) => {
      void changed()
      onDone(id)
    },
  })
  const faults = faultsOf(draft, !isLaboratory)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.length === 0) record.mutate(sampleOf(draft, worksId, zone))
  }
  const failure = beyond(record.error, [...Object.keys(draft), 'takenAt'])
  const wrong = (member: keyof SampleDraft | 'takenAt') =>
    (tried && faults.some((each) => each === member)
      ? say(member === 'takenTime' ? 'sample.noTime' : 'sample.needed')
      : undefined) ?? faultAt(record.error, member)
  return (
    <form className="form" noValidate onSubmit={submit}>
      {failure ? <Failure problem={failure} /> : null}
      <SampleFields
        draft={draft}
        set={(more) => {
          onWritten()
          setDraft((before) => ({ ...before, ...more }))
        }}
        wrong={wrong}
        worksId={worksId}
        asksLaboratory={!isLaboratory}
      />
      <button type="submit" className="button primary" disabled={record.isPending}>
        {say('sample.record')}
      </button>
    </form>
  )
}
