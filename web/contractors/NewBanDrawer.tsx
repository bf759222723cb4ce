import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Ban, type BanReason, banReasons, type NewBan } from '../../server/contractors/contract.ts'
import { readyQuery, useAgencies } from '../agencies/queries.ts'
import { answered, type Problem, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from '../time/DayField.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { beyond, faultAt } from '../ui/fault.ts'
import { lossOfForm } from '../ui/loss-words.ts'
import { Select } from '../ui/Select.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { useBansChanged } from './queries.ts'

const shortestNote = 3
const fields = ['contractorId', 'note', 'from', 'until']

/** The office bans a contractor: whom, why, which days. */
export function NewBanDrawer({ onClose }: { onClose: () => void }) {
  const { say } = useSpeech()
  const { data: ready } = useQuery(readyQuery)
  return (
    <Drawer title={say('bans.new')} subtitle={say('bans.newHow')} onClose={onClose}>
      {ready ? <BanForm today={ready.today} onDone={onClose} /> : null}
    </Drawer>
  )
}

interface Draft {
  contractorId: string
  reason: BanReason | ''
  note: string
  from: string
  hasEnd: boolean
  until: string
}

/** What is sent, or null while something is missing or wrong. */
function banOf({ contractorId, reason, note, from, hasEnd, until }: Draft): NewBan | null {
  const words = note.trim()
  const isShort = words.length < shortestNote
  if (!contractorId || !reason || (hasEnd && until < from) || (reason === 'other' && isShort) || (words && isShort))
    return null
  return { contractorId, reason, from, ...(words ? { note: words } : {}), ...(hasEnd ? { until } : {}) }
}

function BanForm({ today, onDone }: { today: string; onDone: () => void }) {
  const { say, name } = useSpeech()
  const { agencies } = useAgencies()
  const changed = useBansChanged()
  const first: Draft = { contractorId: '', reason: '', note: '', from: today, hasEnd: false, until: today } // biome-ignore format: one line
  const [draft, setDraft] = useState(first)
  const loss = useLossQuestion(JSON.stringify(draft) !== JSON.stringify(first), lossOfForm(say))
  const [tried, setTried] = useState(false)
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  const impose = useMutation({
    mutationFn: (ban: NewBan) => answered(write<Ban>('POST', '/api/contractor-bans', ban)),
    onSuccess: () => {
      changed()
      loss.stored()
      onDone()
    },
  })
  const ban = banOf(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (ban) impose.mutate(ban)
  }
  const failure = beyond(impose.error, fields)
  const words = draft.note.trim().length
  const isBare = words < shortestNote && (draft.reason === 'other' || words > 0)
  return (
    <form className="form" noValidate onSubmit={submit}>
      {failure ? <Failure problem={failure} /> : null}
      <Select
        label={say('bans.contractor')}
        value={draft.contractorId}
        onChange={(contractorId) => set({ contractorId })}
        options={[
          { value: '', label: say('bans.chooseContractor') },
          ...agencies
            .filter(({ kind }) => kind === 'contractor')
            .map((each) => ({ value: each.id, label: name(each.name) })),
        ]}
      />
      {tried && !draft.contractorId ? (
        <p className="missing" role="alert">
          {say('bans.chooseContractor')}
        </p>
      ) : null}
      <Select
        label={say('bans.reason')}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
        asks={say('bans.chooseReason')}
        error={tried && !draft.reason ? say('bans.chooseReason') : faultAt(impose.error, 'reason')}
        options={banReasons.map((value) => ({ value, label: say(`bans.reason.${value}`) }))}
      />
      <TextArea
        label={say('bans.note')}
        note={say('bans.noteHow')}
        error={tried && isBare ? say('bans.noteNeeded') : faultAt(impose.error, 'note')}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
      <BanDays draft={draft} set={set} problem={impose.error} />
      <button type="submit" className="button primary" disabled={impose.isPending}>
        {say('bans.impose')}
      </button>
      {loss.question}
    </form>
  )
}

interface BanDaysProps {
  draft: Draft
  set: (more: Partial<Draft>) => void
  problem: Problem | null
}

/** The first day, and the last where there is one. */
function BanDays({ draft, set, problem }: BanDaysProps) {
  const { say } = useSpeech()
  const isTurned = draft.hasEnd && draft.until < draft.from
  return (
    <>
      <div className="form-days">
        <DayField
          label={say('bans.from')}
          value={draft.from}
          error={faultAt(problem, 'from')}
          onChange={(from) => set({ from })}
        />
        {draft.hasEnd ? (
          <DayField
            label={say('bans.until')}
            value={draft.until}
            error={isTurned ? say('bans.untilFirst') : faultAt(problem, 'until')}
            onChange={(until) => set({ until })}
          />
        ) : null}
      </div>
      <label className="check">
        <input type="checkbox" checked={draft.hasEnd} onChange={(event) => set({ hasEnd: event.target.checked })} />
        {say('bans.hasEnd')}
      </label>
    </>
  )
}
