import { type ReactNode, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import type { Connection, Connections as Listed } from '../../server/works/connections/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { DraftRow } from './DraftRow.tsx'
import { draftOfMeter } from './draft.ts'
import { EnteredRow } from './EnteredRow.tsx'
import { MeterPen } from './MeterPen.tsx'
import { PasteList } from './PasteList.tsx'
import type { useDrafts } from './use-drafts.ts'

const ways = ['meters', 'line', 'list'] as const
type Way = (typeof ways)[number]

interface EntryFormProps {
  works: Works
  listed: Listed
  entering: ReturnType<typeof useDrafts>
  onDraw: () => void
  /** Draws one that is there anew, where it was applied for; null where it is changed as it is. */
  onRedraw: ((connection: Connection) => void) | null
  /** What is said of those that are being entered. */
  children: ReactNode
}

/** The ways to enter connections, those that are being entered, and those that are. */
export function EntryForm({ works, listed, entering, onDraw, onRedraw, children }: EntryFormProps) {
  const { say } = useSpeech()
  const [way, setWay] = useState<Way>('meters')
  const { drafts, add, change, remove, faults } = entering
  return (
    <div className="form connections">
      <Segmented
        label={say('connection.how')}
        value={way}
        options={ways.map((value) => ({ value, label: say(`connection.way.${value}`) }))}
        onChange={setWay}
      />
      {way === 'meters' ? <MeterPen onMeter={(place) => add([draftOfMeter(uuidv7(), place, works.route)])} /> : null}
      {way === 'line' ? (
        <button type="button" className="button" onClick={onDraw}>
          {say('connection.drawOne')}
        </button>
      ) : null}
      {way === 'list' ? <PasteList works={works} onRows={add} /> : null}
      {drafts.length > 0 ? <h2>{say('connection.drafts')}</h2> : null}
      {drafts.map((draft, at) => (
        <DraftRow
          key={draft.id}
          at={at}
          draft={draft}
          limits={listed.limits}
          faults={faults(at)}
          onChange={(more) => change(draft.id, more)}
          onRemove={() => remove(draft.id)}
        />
      ))}
      {children}
      {listed.items.length > 0 ? <h2>{say('connection.entered')}</h2> : null}
      {listed.items.map((one) => (
        <EnteredRow key={one.id} works={works} connection={one} onRedraw={onRedraw} />
      ))}
    </div>
  )
}
