import { useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { StreetSearch } from '../sketch/ways/StreetSearch.tsx'
import { DayField } from '../time/DayField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { outlasts, type ProtectionDraft, readMonths } from './draft.ts'

interface FieldsProps {
  draft: ProtectionDraft
  set: (more: Partial<ProtectionDraft>) => void
}

/** Which street it is, or what the area is called. `called`: the street that it was. */
export function ProtectionPlace({ draft, called, set }: FieldsProps & { called: string | null }) {
  const { say, name } = useSpeech()
  const [chosen, setChosen] = useState(called)
  if (draft.of === 'area')
    return (
      <>
        <TextField label={say('restrictions.nameAr')} dir="rtl" value={draft.ar} onChange={(ar) => set({ ar })} />
        <TextField label={say('restrictions.nameEn')} dir="ltr" value={draft.en} onChange={(en) => set({ en })} />
      </>
    )
  if (draft.streetId)
    return (
      <p className="way-chosen">
        <bdi>{chosen}</bdi>
        <button type="button" className="link" onClick={() => set({ streetId: null })}>
          {say('way.otherStreet')}
        </button>
      </p>
    )
  return (
    <StreetSearch
      onChoose={(street) => {
        setChosen(name(street.name))
        set({ streetId: street.id })
      }}
    />
  )
}

/** From when, how long nothing is dug, and until when with care; what is left empty follows the rule pack. */
export function ProtectionDays({ draft, set }: FieldsProps) {
  const { say } = useSpeech()
  const isTurned = draft.hasLast && draft.protectedUntil < draft.resurfacedOn
  const isTooLong = !isTurned && outlasts(draft)
  const wrongMonths =
    readMonths(draft.holdMonths) === null
      ? ('restrictions.noMonths' as const)
      : isTooLong
        ? ('restrictions.holdOutlasts' as const)
        : null
  return (
    <>
      <DayField
        label={say('restrictions.resurfacedOn')}
        value={draft.resurfacedOn}
        onChange={(resurfacedOn) => set({ resurfacedOn })}
      />
      <TextField
        label={say('restrictions.holdMonths')}
        note={say('restrictions.byPack')}
        longest={3}
        value={draft.holdMonths}
        error={wrongMonths ? say(wrongMonths) : undefined}
        onChange={(holdMonths) => set({ holdMonths })}
      />
      <label className="check">
        <input type="checkbox" checked={draft.hasLast} onChange={(event) => set({ hasLast: event.target.checked })} />
        {say('restrictions.hasLast')}
      </label>
      {draft.hasLast ? (
        <DayField
          label={say('restrictions.protectedUntil')}
          value={draft.protectedUntil}
          error={isTurned ? say('draw.endsFirst') : undefined}
          onChange={(protectedUntil) => set({ protectedUntil })}
        />
      ) : null}
    </>
  )
}
