import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  type EnteredPavement,
  entryKinds,
  type NewPavementEntry,
  type StreetPavement,
  sides,
} from '../../../server/inspections/ledger/contract.ts'
import { answered, type Problem, write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { lossOfForm } from '../../ui/loss-words.ts'
import { Select } from '../../ui/Select.tsx'
import { Failure } from '../../ui/States.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { EntryOrigin } from './EntryOrigin.tsx'
import { begunEntry, type EntryDraft, entryOf, type TypedMetres, unreadIn } from './entry-draft.ts'

interface EnterEntryProps {
  street: StreetPavement['street']
  today: string
  /** With the id of what was entered, or with nothing where it was left. */
  onDone: (id: string | undefined) => void
}

/** The office enters one cut or surface of before there was this register, from the older papers. */
export function EnterEntry({ street, today, onDone }: EnterEntryProps) {
  const { say, name } = useSpeech()
  const [first] = useState(() => begunEntry(today))
  const [draft, setDraft] = useState(first)
  const [tried, setTried] = useState(false)
  const loss = useLossQuestion(JSON.stringify(draft) !== JSON.stringify(first), lossOfForm(say))
  const entering = useEntering(street.id, (id) => {
    loss.stored()
    onDone(id)
  })
  const unread = unreadIn(draft)
  const form: EntryFields = {
    draft,
    set: (more) => setDraft((now) => ({ ...now, ...more })),
    wrongAt: (member) =>
      tried && unread.has(member) ? say('ledger.unreadable') : faultAt(entering.error, member as string),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (unread.size === 0 && !entering.isPending) entering.mutate(entryOf(draft))
  }
  const failure = beyond(entering.error, said)
  return (
    <Drawer
      title={say('ledger.enter')}
      subtitle={name(street.name)}
      subject="new"
      opens="full"
      onClose={() => onDone(undefined)}
    >
      <form className="form" noValidate onSubmit={submit}>
        <p className="form-note">{say('ledger.enterHow')}</p>
        <WhatFields form={form} />
        <WhereFields form={form} />
        <EntryOrigin form={form} />
        {failure ? <Failure problem={failure} /> : null}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={entering.isPending}>
            {say('ledger.enterNow')}
          </button>
          <button type="button" className="button" onClick={() => onDone(undefined)}>
            {say('ledger.enterLeave')}
          </button>
        </div>
      </form>
      {loss.question}
    </Drawer>
  )
}

/** Members at whose fields the service's words are shown; of all others they stand by the button. */
const said = ['code', 'title', 'closedOn', 'fromMetres', 'toMetres', 'offsetMetres', 'trenchWidthMetres', 'trenchDepthMetres', 'guaranteeUntil'] // biome-ignore format: one line

function useEntering(streetId: string, onDone: (id: string) => void) {
  const client = useQueryClient()
  return useMutation<EnteredPavement, Problem, NewPavementEntry>({
    mutationFn: (given) => answered(write<EnteredPavement>('POST', `/api/streets/${streetId}/pavement/entries`, given)),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['pavement'] })
      onDone(id)
    },
  })
}

export interface EntryFields {
  draft: EntryDraft
  set: (more: Partial<EntryDraft>) => void
  wrongAt: (member: keyof EntryDraft) => string | undefined
}

/** What it was, by which paper, and when it was open. */
function WhatFields({ form: { draft, set, wrongAt } }: { form: EntryFields }) {
  const { say } = useSpeech()
  return (
    <>
      <TextField
        label={say('ledger.code')}
        note={say('ledger.codeNote')}
        error={wrongAt('code')}
        value={draft.code}
        onChange={(code) => set({ code })}
        longest={100}
        dir="ltr"
      />
      <TextField
        label={say('ledger.entryTitle')}
        error={wrongAt('title')}
        value={draft.title}
        onChange={(title) => set({ title })}
      />
      <Select
        label={say('ledger.kind')}
        value={draft.kind}
        options={entryKinds.map((value) => ({ value, label: say(`ledger.kind.${value}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <DayField label={say('ledger.openedOn')} value={draft.openedOn} onChange={(openedOn) => set({ openedOn })} />
      <DayField
        label={say('ledger.closedOn')}
        error={wrongAt('closedOn')}
        value={draft.closedOn}
        onChange={(closedOn) => set({ closedOn })}
      />
    </>
  )
}

/** Where it lies along the street, and how wide and deep it was. */
function WhereFields({ form }: { form: EntryFields }) {
  const { say } = useSpeech()
  const { draft, set } = form
  return (
    <>
      <div className="form-grid">
        <MetresField form={form} member="fromMetres" label={say('ledger.fromMetres')} />
        <MetresField form={form} member="toMetres" label={say('ledger.toMetres')} />
      </div>
      <Select
        label={say('ledger.sideOf')}
        value={draft.side}
        options={[...sides].reverse().map((value) => ({ value, label: say(`ledger.side.${value}`) }))}
        onChange={(side) => set({ side })}
      />
      {draft.side === 'middle' ? null : (
        <MetresField form={form} member="offsetMetres" label={say('ledger.offset')} note={say('ledger.offsetNote')} />
      )}
      <div className="form-grid">
        <MetresField form={form} member="trenchWidthMetres" label={say('ledger.entryWidth')} />
        <MetresField form={form} member="trenchDepthMetres" label={say('ledger.entryDepth')} />
      </div>
    </>
  )
}

interface MetresFieldProps {
  form: EntryFields
  member: TypedMetres
  label: string
  note?: string
}

function MetresField({ form: { draft, set, wrongAt }, member, label, note }: MetresFieldProps) {
  return (
    <TextField
      label={label}
      {...(note ? { note } : {})}
      error={wrongAt(member)}
      value={draft[member]}
      onChange={(value) => set({ [member]: value })}
      dir="ltr"
      autoComplete="off"
      longest={8}
    />
  )
}
