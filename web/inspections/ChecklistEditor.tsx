import { type FormEvent, useState } from 'react'
import type { Checklist, ChecklistItem } from '../../server/inspections/checklists/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { Icon } from '../ui/Icon.tsx'
import { lossOfForm } from '../ui/loss-words.ts'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { blankItem, incompleteIn, moved, replaced } from './edit.ts'
import { ItemFields } from './ItemFields.tsx'
import { usePublish } from './queries.ts'

interface ChecklistEditorProps {
  /** As it stands now; what is edited is the version that was seen. */
  checklist: Checklist
  seen: number
  onReload: () => void
  onDone: () => void
}

/** The items of a new version; nothing changes before it is published. */
export function ChecklistEditor({ checklist, seen, onReload, onDone }: ChecklistEditorProps) {
  const { language, say } = useSpeech()
  // items that are written anew have no code yet to be told apart by
  const [first] = useState(checklist.items)
  const [items, setItems] = useState(() => first.map((item, key) => ({ key, item })))
  const [note, setNote] = useState('')
  const [nextKey, setNextKey] = useState(checklist.items.length)
  const publish = usePublish(checklist.kind)
  const isOld = checklist.version !== seen
  const lacking = incompleteIn(items.map(({ item }) => item))
  const isShort = note.trim() !== '' && !isReason(note)
  const isReady = items.length > 0 && lacking.length === 0 && !isShort && !isOld
  const isChanged = note.trim() !== '' || JSON.stringify(items.map(({ item }) => item)) !== JSON.stringify(first)
  const loss = useLossQuestion(isChanged, lossOfForm(say), true, true)
  const next = number(seen + 1, language)
  const change = (at: number, item: ChecklistItem | null) => {
    publish.reset()
    setItems(replaced(items, at, item && { key: items[at]?.key ?? 0, item }))
  }
  const add = () => {
    setItems([...items, { key: nextKey, item: blankItem }])
    setNextKey(nextKey + 1)
  }
  const done = () => {
    loss.stored()
    onDone()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const told = note.trim() === '' ? {} : { note: note.trim() }
    publish.mutate({ version: seen, items: items.map(({ item }) => item), ...told }, { onSuccess: done })
  }
  return (
    <form className="form checklist-editor" noValidate onSubmit={submit}>
      <ol className="checklist-items">
        {items.map(({ key, item }, at) => (
          <li key={key}>
            <ItemFields
              item={item}
              isFirst={at === 0}
              isLast={at === items.length - 1}
              isLacking={lacking.includes(at)}
              onChange={(changed) => change(at, changed)}
              onMove={(by) => setItems(moved(items, at, by))}
            />
          </li>
        ))}
      </ol>
      <button type="button" className="button" onClick={add}>
        <Icon name="plus" />
        {say('checklist.addItem')}
      </button>
      <TextArea
        label={say('checklist.note')}
        note={say('checklist.noteDetail')}
        error={isShort ? say('answer.note') : undefined}
        value={note}
        longest={500}
        onChange={setNote}
      />
      {isOld ? (
        <p className="missing" role="alert">
          {say('checklist.movedOn')}{' '}
          <button type="button" className="link" onClick={() => loss.beforeClearing(onReload)}>
            {say('state.retry')}
          </button>
        </p>
      ) : null}
      {publish.error && !isOld ? <Failure problem={publish.error} /> : null}
      {lacking.length > 0 ? (
        <p className="missing" role="status">
          {say('checklist.lacking', {
            count: lacking.length,
            which: lacking.map((at) => number(at + 1, language)).join(say('list.joint')),
          })}
        </p>
      ) : null}
      <p className="form-note">{say('checklist.publishDetail')}</p>
      <div className="buttons">
        <button type="submit" className="button primary" disabled={!isReady || publish.isPending}>
          {say('checklist.publish', { version: next })}
        </button>
        <button type="button" className="button" onClick={() => loss.beforeClearing(onDone)}>
          {say('checklist.leave')}
        </button>
      </div>
      {loss.question}
    </form>
  )
}
