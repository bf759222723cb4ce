import { useEffect, useRef } from 'react'
import type { ConsultationInbox } from '../../server/permits/contract.ts'
import { useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { KeysCheck } from '../ui/KeysCheck.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { BehalfFilter } from './delegation/BehalfFilter.tsx'
import { ListTools } from './ListTools.tsx'
import { ManyAnswers } from './ManyAnswers.tsx'
import type { AskedInbox, InboxState } from './queries.ts'

/** As many as the service takes at once. */
const mostAtOnce = 100

interface InboxBarProps {
  state: InboxState
  /** Whose works alone are shown, and who is asked. */
  narrowed: AskedInbox
  items: ConsultationInbox['items']
  chosen: ConsultationInbox['items']
  onPick: (ids: readonly string[]) => void
  keys: Parameters<typeof KeysCheck>[0]['keys']
}

/** Which are shown, and what is done with several at once. */
export function InboxBar({ state, narrowed, items, chosen, onPick, keys }: InboxBarProps) {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const all = items.slice(0, mostAtOnce).map(({ consultation }) => consultation.id)
  const isAll = chosen.length >= all.length
  return (
    <>
      <div className="filters queue-bar">
        <Segmented
          label={say('inbox.tabs')}
          value={state}
          onChange={(next) => {
            onPick([])
            change({ tab: next === 'answered' ? next : undefined, sel: undefined })
          }}
          options={(['open', 'answered'] as const).map((value) => ({ value, label: say(`inbox.${value}`) }))}
        />
        <BehalfFilter />
        <ListTools path="/api/consultations.csv" asked={{ state, ...narrowed }} />
        <KeysCheck label={say('inbox.keys')} keys={keys} />
      </div>
      {state === 'open' ? (
        // also where nothing is left: what became of the last ones is still to be read
        <div className="filters queue-bar">
          {items.length > 0 ? (
            <AllCheck
              label={say('inbox.pickAll')}
              isChecked={isAll}
              isPartly={chosen.length > 0 && !isAll}
              onChange={() => onPick(isAll ? [] : all)}
            />
          ) : null}
          <ManyAnswers isOffered={items.length > 0} chosen={chosen} mostAtOnce={mostAtOnce} onPick={onPick} />
        </div>
      ) : null}
    </>
  )
}

interface AllCheckProps {
  label: string
  isChecked: boolean
  isPartly: boolean
  onChange: () => void
}

function AllCheck({ label, isChecked, isPartly, onChange }: AllCheckProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly
  }, [isPartly])
  return (
    <label className="check">
      <input ref={box} type="checkbox" checked={isChecked} onChange={onChange} />
      {label}
    </label>
  )
}
