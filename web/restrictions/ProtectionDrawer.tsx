import { type FormEvent, useState } from 'react'
import type { ListedProtection } from '../../server/streets/contract.ts'
import { HistoryOf } from '../audit/HistoryOf.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { AreaOnMap } from '../map/AreaOnMap.tsx'
import { hasMovedOn } from '../permits/use-deed.ts'
import { lossOfDrawing } from '../sketch/loss-words.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { protectionDraftOf, protectionOf } from './draft.ts'
import { GroundPen, GroundWays, useGround } from './Ground.tsx'
import { ProtectionDays, ProtectionPlace } from './ProtectionFields.tsx'
import { useRemoveRestriction, useSaveRestriction } from './queries.ts'
import { MovedOn, RestrictionDeeds } from './RestrictionDeeds.tsx'

interface ProtectionDrawerProps {
  /** Null for a new one. */
  surface: ListedProtection | null
  today: string
  onClose: () => void
}

const path = '/api/protected-surfaces'

/** The office protects a street or an area whose surface is new. */
export function ProtectionDrawer({ surface, today, onClose }: ProtectionDrawerProps) {
  const { say, name } = useSpeech()
  // what is written against: a newer version that arrives meanwhile must not be overwritten unseen
  const [seen] = useState(surface)
  const [first] = useState(() => protectionDraftOf(seen, today))
  const [draft, setDraft] = useState(first)
  const own = seen?.streetId === null ? seen.ground : null
  const ground = useGround(own)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first) || ground.sketching.sketch.past.length > 0
  const { beforeClearing, stored, question } = useLossQuestion(isChanged, lossOfDrawing(say))
  const done = () => {
    stored()
    onClose()
  }
  const save = useSaveRestriction(path, seen, done)
  const remove = useRemoveRestriction(path, done)
  const given = protectionOf(draft, ground.area, seen)
  const set = (more: Partial<typeof draft>) => setDraft({ ...draft, ...more })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (given) save.mutate(given)
  }
  // as it stands: what is being written meanwhile is not part of it
  const ended = seen && protectionOf({ ...first, holdMonths: '', hasLast: true, protectedUntil: today }, own, seen)
  const end = () => {
    if (ended) save.mutate({ ...ended, holdUntil: seen.holdUntil < today ? seen.holdUntil : today })
  }
  const isRunning = seen && seen.resurfacedOn <= today && seen.protectedUntil > today
  return (
    <>
      <Drawer
        subject={seen?.id ?? 'new'}
        title={seen ? name(seen.name) : say('restrictions.newProtection')}
        subtitle={say('restrictions.protectionHow')}
        onClose={() => beforeClearing(onClose)}
      >
        <form className="form" noValidate onSubmit={submit}>
          <Segmented
            label={say('restrictions.of')}
            value={draft.of}
            onChange={(of) => set({ of })}
            options={(['street', 'area'] as const).map((value) => ({ value, label: say(`restrictions.of.${value}`) }))}
          />
          <ProtectionPlace draft={draft} called={seen?.streetId ? name(seen.name) : null} set={set} />
          {draft.of === 'area' ? <GroundWays ground={ground} before={own} /> : null}
          <ProtectionDays draft={draft} set={set} />
          <TextArea
            label={say('restrictions.reason')}
            note={say('restrictions.noteHow')}
            longest={1000}
            value={draft.reason}
            onChange={(reason) => set({ reason })}
          />
          {save.isError ? hasMovedOn(save.error) ? <MovedOn /> : <Failure problem={save.error} /> : null}
          <button type="submit" className="button primary" disabled={!given || save.isPending}>
            {say('restrictions.save')}
          </button>
        </form>
        {seen ? (
          <>
            <RestrictionDeeds
              called={name(seen.name)}
              onEnd={isRunning ? () => beforeClearing(end) : null}
              onRemove={() => remove.mutate(seen)}
              isBusy={save.isPending || remove.isPending}
              problem={remove.error}
            />
            <HistoryOf id={seen.id} title={say('restrictions.history')} />
          </>
        ) : null}
      </Drawer>
      {draft.of === 'area' ? <GroundPen ground={ground} onEscape={() => beforeClearing(onClose)} /> : null}
      {draft.of === 'street' && seen?.streetId === draft.streetId && seen ? <AreaOnMap area={seen.ground} /> : null}
      {question}
    </>
  )
}
