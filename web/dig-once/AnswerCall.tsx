import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Call, NewAnswer } from '../../server/dig-once/calls/contract.ts'
import { mayAnswerWith } from '../../server/dig-once/calls/rules.ts'
import { boxOf } from '../../server/geo/rules.ts'
import { type Utility, utilities, type WorksSummary } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, get, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { notByChoice } from '../ui/enter.ts'
import { Select } from '../ui/Select.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Page } from '../works/queries.ts'
import { StatusTag } from '../works/StatusTag.tsx'
import { useSharingDeed } from './queries.ts'

const mayJoin = ['draft', 'planned', 'submitted', 'in_coordination', 'approved', 'permitted', 'returned'].join(',')

/** The own agency's works whose box meets that of the call. */
function useOwnWorks(call: Call) {
  const agency = useUser()?.agencyId ?? undefined
  const asked = { agency, bbox: boxOf(call.area).join(','), status: mayJoin, limit: 50 }
  return useQuery({
    queryKey: ['works', 'for-call', call.id, agency],
    queryFn: ({ signal }) => answered(get<Page<WorksSummary>>('/api/works', asked, signal)),
    enabled: agency !== undefined,
  })
}

interface Draft {
  isInterested: boolean | null
  worksIds: readonly string[]
  hasDraft: boolean
  title: string
  utility: Utility
  note: string
}

/** To go on from what the own agency has answered; a draft that came with an answer is one of its works by now. */
function draftOf(call: Call, agencyId: string | null | undefined): Draft {
  const own = call.answers.find((one) => one.agencyId === agencyId)
  return {
    isInterested: own?.isInterested ?? null,
    worksIds: own?.works.map(({ id }) => id) ?? [],
    ...{ hasDraft: false, title: call.title, utility: 'other' },
    note: own?.note ?? '',
  }
}

/** What is sent, once it is whole. */
function answerOf({ isInterested, worksIds, hasDraft, title, utility, note }: Draft): NewAnswer | null {
  const said = note.trim().length >= 3 ? { note: note.trim() } : {}
  if (isInterested === false) return { isInterested, ...said }
  const draft = hasDraft ? { draft: { title: title.trim(), category: 'planned' as const, utility } } : {}
  if (isInterested === null || (worksIds.length === 0 && !hasDraft)) return null
  if (hasDraft && title.trim().length < 3) return null
  return { isInterested, ...(worksIds.length > 0 ? { worksIds: [...worksIds] } : {}), ...draft, ...said }
}

/** The own agency's answer: with works of its own, with a new draft, or that it declines. */
export function AnswerCall({ call, onStored }: { call: Call; onStored: () => void }) {
  const { say } = useSpeech()
  const id = useId()
  const user = useUser()
  const [draft, setDraft] = useState(() => draftOf(call, user?.agencyId))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const deed = useSharingDeed(
    (answer: NewAnswer) => write<Call>('POST', `/api/interest-calls/${call.id}/answer`, answer),
    (stored: Call) => {
      setDraft(draftOf(stored, user?.agencyId))
      onStored()
    },
  )
  const answer = answerOf(draft)
  const has = call.answers.some(({ agencyId }) => agencyId === user?.agencyId)
  return (
    <form
      className="answer-call"
      onKeyDown={notByChoice}
      onSubmit={(event) => {
        event.preventDefault()
        if (answer && !deed.isPending) deed.mutate(answer)
      }}
    >
      <fieldset>
        <legend>{say(has ? 'call.answerAgain' : 'call.answer')}</legend>
        {[true, false].map((each) => (
          <label key={String(each)} className="check">
            <input
              type="radio"
              name={id}
              checked={draft.isInterested === each}
              onChange={() => set({ isInterested: each })}
            />
            {say(each ? 'call.yes' : 'call.no')}
          </label>
        ))}
      </fieldset>
      {draft.isInterested ? <WithWorks call={call} draft={draft} set={set} /> : null}
      {draft.isInterested === null ? null : (
        <TextArea label={say('call.note')} value={draft.note} onChange={(note) => set({ note })} rows={2} />
      )}
      {deed.isError ? <Failure problem={deed.error} /> : null}
      <button type="submit" className="button primary" disabled={!answer || deed.isPending}>
        {say('call.sendAnswer')}
      </button>
    </form>
  )
}

type Choice = WorksSummary & { isAnswered: boolean }

/** What may still be answered with, after what was: that has to be there to be taken out, whatever became of it since. */
function choicesOf(found: readonly WorksSummary[], call: Call, agencyId: string | null | undefined): Choice[] {
  const answered = call.answers.find((one) => one.agencyId === agencyId)?.works ?? []
  const more = found.filter((one) => mayAnswerWith(one) && !answered.some(({ id }) => id === one.id))
  return [
    ...answered.map((works) => ({ ...works, isAnswered: true })),
    ...more.map((works) => ({ ...works, isAnswered: false })),
  ]
}

interface WithWorksProps {
  call: Call
  draft: Draft
  set: (change: Partial<Draft>) => void
}

function WithWorks({ call, draft, set }: WithWorksProps) {
  const { say } = useSpeech()
  const found = useOwnWorks(call)
  const own = choicesOf(found.data?.items ?? [], call, useUser()?.agencyId)
  const { worksIds } = draft
  const toggle = (id: string) =>
    set({ worksIds: worksIds.includes(id) ? worksIds.filter((each) => each !== id) : [...worksIds, id] })
  return (
    <fieldset>
      <legend>{say('call.withWorks')}</legend>
      {found.data ? null : <Waiting query={found} />}
      {found.data && own.length === 0 ? <p className="form-note">{say('call.noOwnWorks')}</p> : null}
      {own.map((works) => (
        <label key={works.id} className="check">
          <input type="checkbox" checked={worksIds.includes(works.id)} onChange={() => toggle(works.id)} />
          <bdi>{works.title}</bdi>
          {works.isAnswered ? <span className="tag">{say('call.answeredWith')}</span> : null}
          {mayAnswerWith(works) ? null : <StatusTag status={works.status} />}
        </label>
      ))}
      {own.some((works) => worksIds.includes(works.id) && !mayAnswerWith(works)) ? (
        <p role="alert" className="form-note">
          {say('call.takeBegunOut')}
        </p>
      ) : null}
      <label className="check">
        <input type="checkbox" checked={draft.hasDraft} onChange={() => set({ hasDraft: !draft.hasDraft })} />
        {say('call.withDraft')}
      </label>
      {draft.hasDraft ? (
        <>
          <TextField label={say('call.draftTitle')} value={draft.title} onChange={(title) => set({ title })} />
          <Select
            label={say('call.draftUtility')}
            value={draft.utility}
            onChange={(utility) => set({ utility })}
            options={utilities.map((value) => ({ value, label: say(`utility.${value}`) }))}
          />
        </>
      ) : null}
    </fieldset>
  )
}
