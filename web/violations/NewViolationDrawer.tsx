import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Articles, NewViolation, Violation } from '../../server/inspections/violations/contract.ts'
import { useAddress } from '../address.ts'
import { answered, write } from '../api.ts'
import { money, number, readNumber } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { PlaceField, type Spot } from '../reports/PlaceField.tsx'
import { SpotOnMap } from '../reports/SpotOnMap.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { beyond, faultAt } from '../ui/fault.ts'
import { lossOfForm } from '../ui/loss-words.ts'
import { Select } from '../ui/Select.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { articlesQuery } from './queries.ts'
import { WorksChoice } from './WorksChoice.tsx'

interface NewViolationDrawerProps {
  /** With the id of what was recorded, or with nothing where it was left. */
  onDone: (id: string | undefined) => void
}

/** The office records a violation: of which works, against which article, what was seen. */
export function NewViolationDrawer({ onDone }: NewViolationDrawerProps) {
  const { say } = useSpeech()
  const articles = useQuery(articlesQuery)
  return (
    <Drawer title={say('violation.new')} subtitle={say('violation.newHow')} onClose={() => onDone(undefined)}>
      {articles.data ? <ViolationForm articles={articles.data} onDone={onDone} /> : <Waiting query={articles} />}
    </Drawer>
  )
}

const fields = ['worksId', 'article', 'quantity', 'note']

/** Days or metres as they were typed; null where they are none. */
function counted(text: string): number | null {
  const count = readNumber(text)
  return count !== null && count > 0 ? count : null
}

function useRecording(onDone: (id: string) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: NewViolation) => answered(write<Violation>('POST', '/api/violations', given)),
    onSuccess: ({ id }) => {
      for (const key of ['violations', 'works']) void client.invalidateQueries({ queryKey: [key] })
      onDone(id)
    },
  })
}

function ViolationForm({ articles, onDone }: { articles: Articles; onDone: (id: string) => void }) {
  const { say, name } = useSpeech()
  const { q = '' } = useAddress()
  const [worksId, setWorks] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [spot, setSpot] = useState<Spot | null>(null)
  const [tried, setTried] = useState(false)
  const isWritten = code !== '' || note.trim() !== '' || typed.trim() !== '' || spot !== null || worksId !== null
  const loss = useLossQuestion(isWritten, lossOfForm(say))
  const recording = useRecording((id) => {
    loss.stored()
    onDone(id)
  })
  const article = articles.items.find((each) => each.code === code)
  const quantity = counted(typed)
  const isCounted = article !== undefined && article.basis !== 'fixed'
  const isReady = worksId !== null && article !== undefined && isReason(note) && (!isCounted || quantity !== null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isReady && !recording.isPending)
      recording.mutate({
        ...{ worksId, article: code, note: note.trim() },
        ...(isCounted && quantity ? { quantity } : {}),
        ...(spot ? { place: { type: 'Point', coordinates: [spot.lng, spot.lat] } } : {}),
      })
  }
  const failure = beyond(recording.error, fields)
  return (
    <form className="form" noValidate onSubmit={submit}>
      {failure ? <Failure problem={failure} /> : null}
      <WorksChoice first={q} chosen={worksId} onChoose={setWorks} isMissing={tried && worksId === null} />
      <Select
        label={say('violation.article')}
        value={code}
        onChange={setCode}
        asks={say('violation.chooseArticle')}
        error={tried && !article ? say('violation.chooseArticle') : faultAt(recording.error, 'article')}
        options={articles.items.map((each) => ({ value: each.code, label: name(each.words) }))}
      />
      {article ? <ArticleWords article={article} currency={articles.currency} /> : null}
      {isCounted ? (
        <TextField
          label={say(`violation.quantity.${article.basis === 'per_day' ? 'days' : 'metres'}`)}
          error={tried && quantity === null ? say('violation.quantityNeeded') : faultAt(recording.error, 'quantity')}
          value={typed}
          onChange={setTyped}
          dir="ltr"
          autoComplete="off"
          longest={8}
        />
      ) : null}
      <TextArea
        label={say('violation.seen')}
        note={say('violation.seenNote')}
        error={tried && !isReason(note) ? say('violation.seenNeeded') : faultAt(recording.error, 'note')}
        value={note}
        onChange={setNote}
      />
      <fieldset className="works-choice">
        <legend>{say('violation.placeOptional')}</legend>
        <PlaceField spot={spot} onSpot={setSpot} />
        <SpotOnMap spot={spot} asking onSpot={setSpot} />
      </fieldset>
      <button type="submit" className="button primary" disabled={recording.isPending}>
        {say('violation.record.do')}
      </button>
      {loss.question}
    </form>
  )
}

/** What an article costs, and what it leaves time for. */
function ArticleWords({ article, currency }: { article: Articles['items'][number]; currency: string }) {
  const { language, say } = useSpeech()
  const { basis, amount, repeat, graceHours, liable } = article
  return (
    <p className="form-note">
      {say(`violation.rate.${basis}`, { value: money(amount, currency, language) })}{' '}
      {say('violation.repeat', { value: number(repeat.factor, language, 2), months: repeat.months })}{' '}
      {graceHours > 0 ? say('violation.grace', { count: graceHours }) : say('violation.noGrace')}{' '}
      {say(`violation.answers.${liable}`)}
    </p>
  )
}
