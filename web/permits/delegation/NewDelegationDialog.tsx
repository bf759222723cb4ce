import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Delegation, NewDelegation } from '../../../server/permits/delegation/contract.ts'
import { mayAnswerForOthers } from '../../../server/permits/delegation/rules.ts'
import { readyQuery, useAgencies, useUser } from '../../agencies/queries.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDeed } from '../use-deed.ts'

const fields = ['delegateId', 'from', 'until', 'note']
const shortestNote = 3
const longestNote = 500

interface Draft {
  delegateId: string
  from: string
  until: string
  hasEnd: boolean
  note: string
}

/** What is sent, or null while something is missing or wrong. */
function delegationOf({ delegateId, from, until, hasEnd, note }: Draft): NewDelegation | null {
  const words = note.trim()
  if (!delegateId || (hasEnd && until < from) || (words && words.length < shortestNote)) return null
  return { delegateId, from, ...(hasEnd ? { until } : {}), ...(words ? { note: words } : {}) }
}

/** Entrusts another organisation: which, on which days, by which letter. */
export function NewDelegationDialog({ onDone }: { onDone: () => void }) {
  const { data: ready } = useQuery(readyQuery)
  return ready ? <NewDelegationForm today={ready.today} onDone={onDone} /> : null
}

function NewDelegationForm({ today, onDone }: { today: string; onDone: () => void }) {
  const { say } = useSpeech()
  const [draft, setDraft] = useState<Draft>({ delegateId: '', from: today, until: today, hasEnd: false, note: '' })
  const deed = useDeed((made: NewDelegation) => write<Delegation>('POST', '/api/delegations', made), onDone)
  const given = delegationOf(draft)
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  return (
    <Decision
      title={say('delegation.new')}
      detail={say('delegation.newDetail')}
      act={say('delegation.entrust')}
      keep={say('dialog.back')}
      isReady={given !== null}
      isBusy={deed.isPending}
      problem={beyond(deed.error, fields)}
      onAct={() => given && deed.mutate(given)}
      onKeep={onDone}
    >
      <DelegateChoice
        value={draft.delegateId}
        error={faultAt(deed.error, 'delegateId')}
        onChange={(delegateId) => set({ delegateId })}
      />
      <div className="form-days">
        <DayField
          label={say('delegation.from')}
          value={draft.from}
          error={faultAt(deed.error, 'from')}
          onChange={(from) => set({ from })}
        />
        {draft.hasEnd ? (
          <DayField
            label={say('delegation.until')}
            value={draft.until}
            error={draft.until < draft.from ? say('delegation.untilFirst') : faultAt(deed.error, 'until')}
            onChange={(until) => set({ until })}
          />
        ) : null}
      </div>
      <label className="check">
        <input type="checkbox" checked={draft.hasEnd} onChange={(event) => set({ hasEnd: event.target.checked })} />
        {say('delegation.hasEnd')}
      </label>
      <TextField
        label={say('delegation.note')}
        note={say('delegation.noteHow')}
        error={faultAt(deed.error, 'note')}
        longest={longestNote}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
    </Decision>
  )
}

interface DelegateChoiceProps {
  value: string
  error: string | undefined
  onChange: (id: string) => void
}

/** Of the organisations that answer consultations, the own one left out. */
function DelegateChoice({ value, error, onChange }: DelegateChoiceProps) {
  const { say, name } = useSpeech()
  const { agencies } = useAgencies()
  const user = useUser()
  const others = agencies.filter(({ id, kind }) => id !== user?.agencyId && mayAnswerForOthers(kind))
  return (
    <Select
      label={say('delegation.delegate')}
      value={value}
      asks={say('delegation.choose')}
      error={error}
      onChange={onChange}
      options={others.map((each) => ({ value: each.id, label: name(each.name) }))}
    />
  )
}
