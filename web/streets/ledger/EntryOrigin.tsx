import { utilities } from '../../../server/works/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { EntryFields } from './EnterEntry.tsx'

/** Who dug and for what, who answers for the surface and until when, and what was put back. */
export function EntryOrigin({ form: { draft, set, wrongAt } }: { form: EntryFields }) {
  const { say, name } = useSpeech()
  const { agencies } = useAgencies()
  return (
    <>
      <Select
        label={say('ledger.agency')}
        value={draft.agencyId}
        options={[
          { value: '', label: say('ledger.unknown') },
          ...agencies.map(({ id, name: names }) => ({ value: id, label: name(names) })),
        ]}
        onChange={(agencyId) => set({ agencyId })}
      />
      <Select
        label={say('ledger.utility')}
        value={draft.utility}
        options={utilities.map((value) => ({ value, label: say(`utility.${value}`) }))}
        onChange={(utility) => set({ utility })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.hasGuarantee}
          onChange={(event) => set({ hasGuarantee: event.target.checked })}
        />
        {say('ledger.hasGuarantee')}
      </label>
      {draft.hasGuarantee ? (
        <>
          <DayField
            label={say('ledger.guarantee')}
            error={wrongAt('guaranteeUntil')}
            value={draft.guaranteeUntil}
            onChange={(guaranteeUntil) => set({ guaranteeUntil })}
          />
          <TextField
            label={say('ledger.guarantorWho')}
            value={draft.guarantor}
            onChange={(guarantor) => set({ guarantor })}
          />
        </>
      ) : null}
      <TextArea
        label={say('ledger.layersWhat')}
        note={say('ledger.layersNote')}
        longest={2000}
        value={draft.layers}
        onChange={(layers) => set({ layers })}
      />
    </>
  )
}
