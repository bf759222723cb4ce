import { trafficImpacts } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { NoDays } from '../../works/draw/no-days.ts'
import type { AmendDraft, AmendFault } from './amend-draft.ts'

interface AmendFieldsProps {
  draft: AmendDraft
  fault: AmendFault | null
  /** What was typed in place of a day and is none. */
  noDays: NoDays
  /** What the server said of the reason. */
  reasonFault?: string | undefined
  onChange: (draft: AmendDraft) => void
  onNoDays: (noDays: NoDays) => void
}

/** What of a works is amended in words: its days, width and hindrance, and why. */
export function AmendFields({ draft, fault, noDays, reasonFault, onChange, onNoDays }: AmendFieldsProps) {
  const { say } = useSpeech()
  const set = (change: Partial<AmendDraft>) => onChange({ ...draft, ...change })
  const field = (end: 'start' | 'end') => ({
    label: say(`draw.${end}`),
    value: draft[end],
    noDay: noDays[end],
    onNoDay: (text: string | undefined) => onNoDays({ ...noDays, [end]: text }),
    onChange: (day: string) => set({ [end]: day }),
  })
  return (
    <>
      <div className="form-days">
        <DayField {...field('start')} />
        <DayField {...field('end')} error={fault === 'order' ? say('draw.endsFirst') : undefined} />
      </div>
      <TextField
        label={say('amendment.member.trenchWidthMetres')}
        value={draft.trenchWidth}
        dir="ltr"
        error={fault === 'width' ? say('amendment.noWidth') : undefined}
        onChange={(trenchWidth) => set({ trenchWidth })}
      />
      <Select
        label={say('amendment.member.trafficImpact')}
        value={draft.trafficImpact}
        options={trafficImpacts.map((value) => ({ value, label: say(`impact.${value}`) }))}
        onChange={(trafficImpact) => set({ trafficImpact })}
      />
      <TextArea
        label={say('reason.label')}
        note={say('reason.note')}
        error={reasonFault}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
      />
    </>
  )
}
